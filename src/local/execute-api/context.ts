import type { Call } from "./call.ts";
import type { Demanded } from "./method-request/method-request.ts";
import type { Routed } from "./route.ts";
import { LazyMap } from "../velocity/values/lazy-map.ts";
import { OverrideMap, SilentMap } from "../velocity/values/silent-map.ts";
import { print } from "../velocity/values/print.ts";
import type { Value } from "../velocity/values/value.ts";

/** `$context`: what a template and a mapping may know about the request, in the order in which API Gateway lists it. */
export type Context = Map<Value, Value>;

/** Makes `$context`. Before the request is routed it lacks everything about the resource. */
export function makeContext(
  call: Call,
  routed?: Pick<Routed, "resource" | "httpMethod">,
  known: Pick<Demanded, "apiKey" | "signer"> = { apiKey: undefined, signer: undefined },
): Context {
  const about = { call, routed, known };
  return new LazyMap(names, (name) => (Object.hasOwn(members, name) ? members[name]?.(about) : undefined));
}

/** What `$context.protocol` says everywhere: AWS's table of access log variables has it that also requests over HTTP/2 are logged as
 * HTTP/1.1, since that is what integrations get. */
export const httpProtocol = "HTTP/1.1";

/** What the members of `$context` are made of. */
interface About {
  readonly call: Call;
  readonly routed: Pick<Routed, "resource" | "httpMethod"> | undefined;
  readonly known: Pick<Demanded, "apiKey" | "signer">;
}

/** In API Gateway's order; one that is undefined is not there. */
const members: Readonly<Record<string, (about: About) => Value | undefined>> = {
  resourceId: ({ routed }) => routed?.resource.id ?? null,
  resourcePath: ({ routed }) => routed?.resource.path ?? null,
  httpMethod: ({ call, routed }) => routed?.httpMethod ?? call.request.method,
  extendedRequestId: ({ call }) => call.extendedRequestId,
  requestTime: ({ call }) => commonLogTime(call.receivedAt),
  path: ({ call }) => (call.stage === undefined ? call.path : wholePath(call)),
  accountId: ({ call }) => call.api.accountId,
  protocol: () => httpProtocol,
  requestOverride: () => new OverrideMap("header", "path", "querystring"),
  stage: ({ call }) => call.stageName,
  domainPrefix: ({ call }) => domainOf(call).split(".")[0] ?? "",
  requestTimeEpoch: ({ call }) => BigInt(call.receivedAt),
  requestId: ({ call }) => call.requestId,
  identity: ({ call, known }) => identity(call, known),
  domainName: ({ call }) => domainOf(call),
  deploymentId: ({ call }) => call.api.deploymentId,
  responseOverride: () => new OverrideMap("header"),
  apiId: ({ call }) => call.api.apiId,
  isCanaryRequest: ({ call }) => call.isCanaryRequest,
};
const names = Object.keys(members);

/** The member of `$context` at a dotted path as text, "" where there is none. */
export function printMember(context: Context, path: string): string {
  let value: Value = context;
  for (const name of path.split(".")) value = value instanceof Map ? (value.get(name) ?? null) : null;
  return value === null ? "" : print(value);
}

function identity({ request, api }: Call, { apiKey, signer }: Pick<Demanded, "apiKey" | "signer">): Value {
  const values = new SilentMap()
    .set("cognitoIdentityPoolId", null)
    .set("accountId", signer?.arn.split(":")[4] ?? null)
    .set("cognitoIdentityId", null)
    .set("caller", signer?.userId ?? null)
    .set("sourceIp", request.sourceIp)
    .set("principalOrgId", null)
    .set("accessKey", signer?.accessKeyId ?? null)
    .set("cognitoAuthenticationType", null)
    .set("cognitoAuthenticationProvider", null)
    .set("userArn", signer?.arn ?? null)
    .set("userAgent", request.headers["user-agent"] ?? null)
    .set("user", signer?.userId ?? null);
  if (apiKey === undefined || api.apiKeySource !== "HEADER") return values;
  return values.set("apiKey", apiKey.value).set("apiKeyId", apiKey.keyId);
}

/** The path as the caller wrote it: with the stage, or at a custom domain name with the base path. */
export function wholePath({ domain, stageName, path }: Call): string {
  return domain?.path ?? `/${stageName}${path}`;
}

/** The host that the caller named when that is a custom domain name or one of API Gateway's, else the one that AWS would have given
 * the API. */
export function domainOf({ api, domain, request }: Call): string {
  if (domain !== undefined) return domain.name;
  const host = request.headers["host"];
  if (host?.includes(".execute-api.") === true) return host.replace(/:\d+$/, "");
  const suffix = api.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `${api.apiId}.execute-api.${api.region}.${suffix}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

let last = { second: NaN, text: "" };

/** Such as `01/Feb/2026:03:04:05 +0000`. Kept for a second, since formatting a date is slow and requests come by the thousand. */
export function commonLogTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second === last.second) return last.text;
  const [date = "", rest = ""] = new Date(ms).toISOString().split("T");
  const [year, month, day] = date.split("-");
  last = { second, text: `${day}/${months[Number(month) - 1]}/${year}:${rest.slice(0, 8)} +0000` };
  return last.text;
}
