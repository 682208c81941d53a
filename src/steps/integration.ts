import {
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  type Integration,
} from "@aws-sdk/client-api-gateway";
import { integrationUri } from "../aws/arns.ts";
import { unless } from "../aws/faults.ts";
import { paced } from "../aws/pace.ts";
import type { Context } from "../core/context.ts";
import type { Drift } from "../core/errors.ts";
import type { Found, FoundResponse } from "../core/found.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { putRecordTemplate } from "../mapping/request.ts";
import { responseMappings } from "../mapping/response.ts";
import { api } from "./api.ts";
import { method } from "./method.ts";
import { role } from "./role.ts";

const missing = ["NotFoundException"];

/** The AWS service integration: the request as a PutRecord call, and Kinesis' answers as honest statuses. */
export const integration: Step<"integration"> = {
  name: "integration",
  command: "put-integration",
  noun: "integration",
  after: ["method", "role"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:PUT", "apigateway:DELETE", "iam:PassRole"],

  title: ({ config }) => `Integration with kinesis:PutRecord into ${config.streamName}`,

  async find(ctx) {
    const at = place(ctx);
    if (at === undefined) return undefined;
    const seen = await unless(missing, () => ctx.clients.apigateway.send(new GetIntegrationCommand(at)));
    return seen === undefined ? undefined : found(ctx, seen);
  },

  async create(ctx) {
    return found(ctx, await put(ctx));
  },

  verify(seen, ctx) {
    const drift: Drift[] = [];
    const compare = (field: string, wanted: unknown, actual: unknown): void => {
      if (JSON.stringify(sorted(wanted)) !== JSON.stringify(sorted(actual))) drift.push({ field, wanted, actual });
    };
    const wanted = base(ctx);
    compare("type", wanted.type, seen.type);
    compare("http method", wanted.integrationHttpMethod, seen.httpMethod);
    compare("uri", wanted.uri, seen.ids.uri);
    compare("credentials", wanted.credentials, seen.credentials ?? "");
    compare("passthrough", wanted.passthroughBehavior, seen.passthrough);
    compare("request parameters", wanted.requestParameters, seen.requestParameters);
    compare("request template", wanted.requestTemplates, seen.requestTemplates);
    const responses = wantedResponses(ctx);
    for (const status of new Set([...Object.keys(responses), ...Object.keys(seen.responses)]))
      compare(`integration response ${status}`, responses[status] ?? "", seen.responses[status] ?? "");
    return drift;
  },

  async repair(seen, drift, ctx) {
    const at = place(ctx);
    if (at === undefined) return seen;
    const whole = drift.some(({ field }) => !field.startsWith("integration response"));
    // Putting an integration anew may drop its responses: then all of them are put again.
    const now = whole ? found(ctx, await put(ctx)) : seen;
    const responses = wantedResponses(ctx);
    const differs = (status: string): boolean =>
      whole || drift.some(({ field }) => field === `integration response ${status}`);
    const puts = Object.entries(responses).filter(([status]) => differs(status));
    const extra = Object.keys(seen.responses).filter((status) => responses[status] === undefined);
    await Promise.all([
      ...puts.map(([statusCode, one]) => {
        const command = new PutIntegrationResponseCommand({
          ...at,
          statusCode,
          // An empty pattern is the default; AWS keeps it as none.
          ...(one.selectionPattern !== "" && { selectionPattern: one.selectionPattern }),
          responseParameters: { ...one.headers },
          responseTemplates: { ...one.templates },
        });
        return paced(ctx, "PutIntegrationResponse", () => ctx.clients.apigateway.send(command));
      }),
      ...extra.map((statusCode) => {
        const command = new DeleteIntegrationResponseCommand({ ...at, statusCode });
        return unless(missing, () =>
          paced(ctx, "DeleteIntegrationResponse", () => ctx.clients.apigateway.send(command)),
        );
      }),
    ]);
    return { ...now, ours: seen.ours, responses };
  },

  async remove(_seen, ctx) {
    const at = place(ctx);
    if (at !== undefined) await unless(missing, () => ctx.clients.apigateway.send(new DeleteIntegrationCommand(at)));
  },
};

function place(ctx: Context): { restApiId: string; resourceId: string; httpMethod: string } | undefined {
  const on = ctx.known.get("method");
  return on && { restApiId: need(ctx, api).ids.id, resourceId: on.ids.resourceId, httpMethod: on.ids.httpMethod };
}

function base(ctx: Context) {
  const { config, identity } = ctx;
  return {
    type: "AWS" as const,
    integrationHttpMethod: "POST",
    uri: integrationUri(identity.partition, config.region, "PutRecord"),
    credentials: need(ctx, role).ids.arn,
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    requestTemplates: { "application/json": putRecordTemplate(config.streamName) },
    // A body that no template takes must not reach Kinesis as it is: its sender could name a stream.
    passthroughBehavior: "NEVER" as const,
  };
}

function put(ctx: Context): Promise<Integration> {
  const { ids } = need(ctx, method);
  const at = { restApiId: need(ctx, api).ids.id, resourceId: ids.resourceId, httpMethod: ids.httpMethod };
  const command = new PutIntegrationCommand({ ...at, ...base(ctx) });
  return paced(ctx, "PutIntegration", () => ctx.clients.apigateway.send(command));
}

function wantedResponses(ctx: Context): Readonly<Record<string, FoundResponse>> {
  return responseMappings(ctx.config.respond);
}

function found(ctx: Context, seen: Integration): Found["integration"] {
  const response = (one: NonNullable<Integration["integrationResponses"]>[string]): FoundResponse => ({
    selectionPattern: one.selectionPattern ?? "",
    headers: one.responseParameters ?? {},
    templates: texts(one.responseTemplates),
  });
  return {
    ids: { uri: seen.uri ?? "" },
    ours: need(ctx, api).ours,
    type: seen.type ?? "",
    httpMethod: seen.httpMethod ?? "",
    credentials: seen.credentials,
    passthrough: seen.passthroughBehavior ?? "",
    requestParameters: seen.requestParameters ?? {},
    requestTemplates: texts(seen.requestTemplates),
    responses: Object.fromEntries(
      Object.entries(seen.integrationResponses ?? {}).map(([status, one]) => [status, response(one)]),
    ),
  };
}

/** API Gateway gives an empty template back as null. */
function texts(templates: Readonly<Record<string, string | null>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(templates ?? {}).map(([type, text]) => [type, text ?? ""]));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
