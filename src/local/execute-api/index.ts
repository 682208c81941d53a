import type { LiveStage, TestInvoked } from "../account/deployed.ts";
import type { CustomDomain } from "../http/address.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { isShut, newExtendedRequestId, requestIdOf } from "./call.ts";
import type { Call } from "./call.ts";
import { PHASE } from "./trail/phases.ts";
import type { Trace } from "./trail/trace.ts";
import { makeContext } from "./context.ts";
import { Deadlines } from "./integration/deadlines.ts";
import { count } from "./journal/count.ts";
import { Journal } from "./journal/journal.ts";
import { renderGatewayResponse } from "./response/gateway-response.ts";
import { run } from "./invoke.ts";
import type { Memory } from "./invoke.ts";
import type { Platform } from "./platform.ts";
import { largestPayload } from "./method-request/payload.ts";
import { forbidden } from "./response/refusals.ts";
import { Sampling, traceIdOf } from "./sampling.ts";
import { runTest } from "./test-invoke.ts";
import type { TestRun } from "./test-invoke.ts";
import { Throttle } from "./method-request/throttle.ts";

export type { Authority, Platform, ServiceCall, Signer } from "./platform.ts";

/** Where a request to a deployed API goes. */
export interface InvokeTarget {
  readonly apiId: string;
  readonly stage: string;
  /** What follows the stage, percent-encoded: "" or with its slash. */
  readonly path: string;
  readonly domain?: CustomDomain | undefined;
  /** Of a request that is recorded. */
  readonly trace?: Trace<Call> | undefined;
}

/** The data plane of API Gateway: serves deployed REST APIs. */
export interface ExecuteApi {
  /** Answers a request to a deployed API; never throws. */
  invoke(request: WireRequest, target: InvokeTarget): Promise<WireResponse>;
  /** TestInvokeMethod. */
  testInvoke(input: TestRun): Promise<TestInvoked>;
  /** Writes the log lines of the requests that are answered; they are written soon anyway. */
  writeLogs(): void;
}

/** The data plane; `platform` is the rest of this AWS. */
export function createExecuteApi(platform: Platform): ExecuteApi {
  const journal = new Journal(platform);
  const sampling = new Sampling();
  const memory: Memory = {
    throttle: new Throttle(),
    deadlines: new Deadlines(platform.clock),
    finished: (call, response) => {
      const finished = { call, response, answeredAt: platform.clock.now() };
      count(finished);
      journal.add(finished);
      if (call.trace !== undefined) call.trace.response = response;
    },
  };
  return {
    invoke: (request, target) => {
      const received = receive(request, target, platform, sampling);
      if (!("status" in received)) return run(received, memory);
      if (target.trace !== undefined) target.trace.response = received;
      return Promise.resolve(received);
    },
    testInvoke: (input) => runTest(input, platform, memory),
    writeLogs: () => journal.write(),
  };
}

/** The call that a request makes, or the refusal of API Gateway's front end. */
function receive(
  request: WireRequest,
  target: InvokeTarget,
  platform: Platform,
  sampling: Sampling,
): Call | WireResponse {
  // API Gateway's front end refuses these before it knows which API they are for.
  if (headSize(request) > largestHead) return headTooLong;
  if (request.body.length > largestPayload) return tooLong;
  const { domain } = target;
  if (domain !== undefined && domain.basePath === undefined) return refused(request, noMapping);
  const stage = platform.liveStage(target.apiId, target.stage);
  if (stage === undefined) return platform.apiExists(target.apiId) ? refused(request, noStage) : noApi(target.apiId);
  const call = callTo(stage, request, target, platform, sampling);
  if (target.trace !== undefined) target.trace.call = call;
  if (isShut(call)) return disabled(call);
  call.trace?.passed(PHASE.front);
  return call;
}

function disabled(call: Call): WireResponse {
  return renderGatewayResponse(forbidden().refusal, call, () => makeContext(call));
}

function callTo(
  stage: LiveStage,
  request: WireRequest,
  { path, domain, trace }: InvokeTarget,
  platform: Platform,
  sampling: Sampling,
): Call {
  const receivedAt = platform.clock.now();
  const { canary } = stage;
  const isCanaryRequest = canary && Math.random() * 100 < canary.percentTraffic;
  const { api, variables } = canary && isCanaryRequest ? canary : stage;
  return {
    platform,
    request,
    api,
    stage,
    stageName: stage.stageName,
    stageVariables: variables,
    isCanaryRequest,
    path: path.startsWith("/") ? path : `/${path}`,
    domain,
    requestId: requestIdOf(request),
    extendedRequestId: newExtendedRequestId(),
    traceId: traceIdOf(request, receivedAt, stage.tracingEnabled === true ? sampling : undefined),
    receivedAt,
    trail: {},
    trace,
  };
}

// "Total combined size of request line and header values: 10240 bytes" (quotas of REST APIs).
const largestHead = 10_240;

/** Names and separators count as well: the wording of the answer is that of a server which counts whole lines. */
function headSize({ method, path, query, protocol, rawHeaders }: WireRequest): number {
  let size = method.length + path.length + query.length + protocol.length + 3;
  for (const part of rawHeaders) size += part.length + 1;
  return size;
}

const headTooLong = tooLarge(431, `HTTP header is larger than ${largestHead} bytes.`);
const tooLong = tooLarge(413, `HTTP content length exceeded ${largestPayload} bytes.`);

function tooLarge(status: number, body: string): WireResponse {
  return { status, headers: { "Content-Type": "text; charset=utf-8" }, body, reason: body };
}

const noStage = "Forbidden: there is no such stage";
const noMapping = "Forbidden: no base path mapping of the domain name fits";

function refused(request: WireRequest, reason: string): WireResponse {
  const { refusal } = forbidden();
  const headers = {
    "x-amzn-RequestId": requestIdOf(request),
    "x-amzn-ErrorType": refusal.errorType,
    "Content-Type": "application/json",
    "x-amz-apigw-id": newExtendedRequestId(),
  };
  return { status: refusal.status, headers, body: refusal.body, reason };
}

/** Our own answer: on AWS the host name of a missing API does not resolve. */
function noApi(apiId: string): WireResponse {
  const message = `There is no REST API ${apiId} in this local AWS`;
  return { status: 404, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ message }) };
}
