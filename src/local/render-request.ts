import { systemClock } from "./clock.ts";
import type { DeployedApi, DeployedMethod, LiveStage } from "./deployed.ts";
import { createExecuteApi, type ExecuteApi, type ServiceCall } from "./execute-api/index.ts";
import { parseTemplate } from "./execute-api/vtl/parse/template.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** An API that exists nowhere: methods by path and HTTP method, as a deployment would freeze them. */
export interface RenderedApi {
  readonly region: string;
  readonly stage: string;
  readonly binaryMediaTypes: readonly string[];
  readonly models: DeployedApi["models"];
  readonly validators: DeployedApi["validators"];
  readonly methods: Readonly<Record<string, Readonly<Record<string, DeployedMethod>>>>;
}

/** What the data plane makes of one request: the call to the AWS service, or the refusal that it meets before. */
export type Rendered =
  | { readonly type: "call"; readonly service: string; readonly request: WireRequest }
  | { readonly type: "refusal"; readonly response: WireResponse };

/** What is wrong with the syntax of a mapping template; undefined when nothing is. */
export function templateFault(template: string): string | undefined {
  try {
    parseTemplate(template);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
  }
}

/** Runs a request through an API without calling anything. `path` is below the stage, as sent. */
export async function renderRequest(api: RenderedApi, request: WireRequest): Promise<Rendered> {
  let call: Rendered | undefined;
  const stage = stageOf(api);
  const plane = planeOf(stage, ({ service, request: outbound }) => {
    call = { type: "call", service, request: outbound };
    return { status: 200, headers: {}, body: "{}" };
  });
  const response = await plane.invoke(request, { apiId: "render", stage: api.stage, path: request.path });
  return call ?? { type: "refusal", response };
}

/** The status that a POST of `{}` to a path of the API gets when the AWS service answers 200 with `answer`; `fault` says what
 * the API's own templates did wrong, where they did. */
export async function renderAnswer(
  api: RenderedApi,
  path: string,
  answer: string,
): Promise<{ readonly status: number; readonly fault: string | undefined }> {
  const stage = stageOf(api);
  const resource = stage.api.resources.find((one) => one.path === path);
  const method = resource?.methods["POST"];
  if (resource === undefined || method === undefined) throw new Error(`There is no POST ${path}.`);
  const { status, log } = await planeOf(stage, () => ({ status: 200, headers: {}, body: answer })).testInvoke({
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

type Answering = (call: ServiceCall) => WireResponse;

function planeOf(stage: LiveStage, answer: Answering): ExecuteApi {
  return createExecuteApi({
    clock: systemClock,
    liveStage: () => stage,
    apiExists: () => true,
    apiKey: () => undefined,
    assume: (arn) => ({ arn, userId: "render", accessKeyId: "render", allows: () => true }),
    call: (call) => Promise.resolve(answer(call)),
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
      gatewayResponses: {},
    },
  };
}
