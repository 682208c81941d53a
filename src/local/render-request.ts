import { Account } from "./account/account.ts";
import { KeyUsage } from "./account/key-usage.ts";
import { Metrics } from "./account/metrics/metrics.ts";
import { systemClock } from "./account/clock.ts";
import type { DeployedApi, DeployedMethod, LiveStage } from "./account/deployed.ts";
import { createExecuteApi, type ExecuteApi, type ServiceCall } from "./execute-api/index.ts";
import type { Caller } from "./account/scope.ts";
import { jsonTargets } from "./protocols/json-targets.ts";
import type { WireRequest, WireResponse } from "./http/wire.ts";

export { templateFault } from "./template-fault.ts";

/** An API that is not deployed anywhere: methods by path and HTTP method, as a deployment would freeze them. */
export interface RenderedApi {
  readonly region: string;
  readonly stage: string;
  readonly binaryMediaTypes: readonly string[];
  readonly models: DeployedApi["models"];
  readonly validators: DeployedApi["validators"];
  readonly gatewayResponses: DeployedApi["gatewayResponses"];
  readonly methods: Readonly<Record<string, Readonly<Record<string, DeployedMethod>>>>;
}

/** What the data plane makes of one request. */
export interface Rendered {
  /** The body of the call to Kinesis; undefined when the request is refused first. */
  readonly call: string | undefined;
  /** What the sender reads, where Kinesis answers as our own does with an empty stream of one shard. */
  readonly response: WireResponse;
}

/** Runs a request through an API without calling anything outside of this process. `path` is below the stage, as sent. */
export async function renderRequest(api: RenderedApi, streamName: string, request: WireRequest): Promise<Rendered> {
  const { platformOf } = await import("./account/platform-of.ts");
  const services = platformOf(new Account("000000000000", systemClock));
  const { region } = api;
  const authority = anyone("render");
  await services.call({ service: "kinesis", region, authority, request: createStream(streamName) });
  let call: string | undefined;
  const stage = stageOf(api);
  const plane = planeOf(stage, (outbound) => {
    call = outbound.request.body.toString();
    return services.call(outbound);
  });
  const response = await plane.invoke(request, { apiId: "render", stage: api.stage, path: request.path });
  return { call, response };
}

function createStream(StreamName: string): WireRequest {
  const headers = {
    "x-amz-target": `${jsonTargets.kinesis}.CreateStream`,
    "content-type": "application/x-amz-json-1.1",
  };
  return {
    method: "POST",
    path: "/",
    query: "",
    headers,
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(JSON.stringify({ StreamName, ShardCount: 1 })),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  };
}

const unsigned = (): never => {
  throw new Error("A rendered request has no signature.");
};
const anyone = (arn: string): Caller => ({ arn, userId: "render", accessKeyId: "render", allows: () => true });

/** The status that a POST of `{}` to a path of the API gets when the AWS service answers 200 with `answer`; `fault` says what
 * the API's own templates did wrong, if anything. */
export async function renderAnswer(
  api: RenderedApi,
  path: string,
  answer: string,
): Promise<{ readonly status: number; readonly fault: string | undefined }> {
  const stage = stageOf(api);
  const resource = stage.api.resources.find((one) => one.path === path);
  const method = resource?.methods["POST"];
  if (resource === undefined || method === undefined) throw new Error(`There is no POST ${path}.`);
  const { status, log } = await planeOf(stage, () =>
    Promise.resolve({ status: 200, headers: {}, body: answer }),
  ).testInvoke({
    api: stage.api,
    resource,
    method,
    path,
    query: "",
    headers: { "Content-Type": ["application/json"] },
    body: "{}",
    stageVariables: {},
  });
  return { status, fault: /Execution failed[^:\n]*: (.*)/.exec(log)?.[1] };
}

type Answering = (call: ServiceCall) => WireResponse | Promise<WireResponse>;

function planeOf(stage: LiveStage, answer: Answering): ExecuteApi {
  return createExecuteApi({
    clock: systemClock,
    liveStage: () => stage,
    apiExists: () => true,
    apiTags: () => ({}),
    apiKey: () => undefined,
    keyUsage: new KeyUsage(),
    signer: unsigned,
    assume: anyone,
    log: () => undefined,
    metrics: () => new Metrics(),
    call: answer,
  });
}

function stageOf(api: RenderedApi): LiveStage {
  const resources = Object.entries(api.methods).map(([path, methods], index) => ({ id: `r${index}`, path, methods }));
  return {
    stageName: api.stage,
    variables: {},
    methodSettings: {},
    api: {
      apiId: "render",
      name: "render",
      region: api.region,
      partition: "aws",
      accountId: "000000000000",
      deploymentId: "render",
      apiKeySource: "HEADER",
      disableExecuteApiEndpoint: false,
      binaryMediaTypes: api.binaryMediaTypes,
      resources,
      models: api.models,
      validators: api.validators,
      gatewayResponses: api.gatewayResponses,
    },
  };
}
