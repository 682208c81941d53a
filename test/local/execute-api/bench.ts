import { createExecuteApi } from "../../../src/local/execute-api/index.ts";
import type { ExecuteApi, Platform, ServiceCall, Signer } from "../../../src/local/execute-api/index.ts";
import type { LiveStage } from "../../../src/local/account/deployed.ts";
import type { CustomDomain } from "../../../src/local/http/address.ts";
import type { WireRequest, WireResponse } from "../../../src/local/http/wire.ts";
import { KeyUsage } from "../../../src/local/account/key-usage.ts";
import { Metrics } from "../../../src/local/account/metrics/metrics.ts";
import { handClock } from "../hand-clock.ts";
import type { HandClock } from "../hand-clock.ts";
import { roleArn } from "./deployment.ts";

/** A data plane on a platform made by hand: one stage, one role, and a service that answers as it is told. */
export interface Bench {
  readonly executeApi: ExecuteApi;
  readonly clock: HandClock;
  /** What reached the service. */
  readonly calls: ServiceCall[];
  /** How often a timer was set. */
  timersSet(): number;
  send(
    request?: Partial<WireRequest>,
    path?: string,
    domain?: CustomDomain,
  ): Promise<WireResponse & { readonly text: string }>;
}

export const received = {
  SequenceNumber: "49600000000000000000000000000000000000000000000000000001",
  ShardId: "shardId-0",
};

/** A bench for the stage; `platform` replaces parts of the platform. */
export function bench(served: LiveStage, platform: Partial<Platform> = {}): Bench {
  const clock = handClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  let timers = 0;
  const calls: ServiceCall[] = [];
  const authority = { arn: `${roleArn}/session`, userId: "AROA", accessKeyId: "", allows: () => true };
  const executeApi = createExecuteApi({
    liveStage: (apiId, name) => (apiId === served.api.apiId && name === served.stageName ? served : undefined),
    apiExists: (apiId) => apiId === served.api.apiId,
    apiTags: () => ({}),
    apiKey: () => undefined,
    keyUsage: new KeyUsage(),
    signer: () => signerOf(),
    log: () => undefined,
    metrics: () => new Metrics(),
    assume: (arn) => (arn === roleArn ? authority : undefined),
    call: (call) => {
      calls.push(call);
      return Promise.resolve(answer(200, received));
    },
    clock: {
      now: () => clock.now(),
      after(ms, work) {
        timers++;
        clock.after(ms, work);
      },
    },
    ...platform,
  });
  return {
    executeApi,
    clock,
    calls,
    timersSet: () => timers,
    async send(changes = {}, path = "", domain) {
      const target = { apiId: served.api.apiId, stage: served.stageName, path, domain };
      const response = await executeApi.invoke(request(changes), target);
      return { ...response, text: response.body.toString() };
    },
  };
}

/** Who signs with any key: the account's root, with changes. */
export function signerOf(changes: Partial<Signer> = {}): Signer {
  const arn = changes.arn ?? "arn:aws:iam::123456781234:root";
  const names = [arn, "123456781234"];
  const verdict = () => "allowed" as const;
  return {
    arn,
    userId: "123456781234",
    accessKeyId: "local",
    names,
    accountNames: names,
    context: {},
    verdict,
    allows: () => true,
    ...changes,
  };
}

/** The header of a request that is signed for the API's region, by a key that nobody handed out. */
export const signature = "AWS4-HMAC-SHA256 Credential=local/20260102/ap-northeast-2/execute-api/aws4_request";

/** What a service of the JSON protocol answers. */
export function answer(status: number, body: unknown): WireResponse {
  return { status, headers: { "Content-Type": "application/x-amz-json-1.1" }, body: JSON.stringify(body) };
}

/** A POST of `{"a":1}` as JSON, with changes; `headers` are raw ones, by name. */
export function request(changes: Partial<WireRequest> = {}): WireRequest {
  const headers = changes.headers ?? { "Content-Type": "application/json", "User-Agent": "curl/8.0" };
  return {
    method: "POST",
    path: "/",
    query: "",
    body: Buffer.from('{"a":1}'),
    sourceIp: "203.0.113.7",
    protocol: "HTTP/1.1",
    ...changes,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: Object.entries(headers).flat(),
  };
}

/** The bytes that a PutRecord request carries as its data. */
export function dataOf(call: ServiceCall | undefined): Buffer {
  const { Data } = JSON.parse(call?.request.body.toString() ?? "{}") as { readonly Data: string };
  return Buffer.from(Data, "base64");
}
