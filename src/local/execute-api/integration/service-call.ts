import type { DeployedMethod } from "../../account/deployed.ts";
import type { Call } from "../call.ts";
import { jsonTarget } from "../../protocols/json-targets.ts";
import { memoize } from "../../memoize.ts";
import type { WireRequest, WireResponse } from "../../http/wire.ts";
import { logged } from "../execution-log.ts";
import type { EndpointAnswer } from "./endpoint-answer.ts";
import { fillPath } from "./fill-path.ts";
import type { Outbound } from "./integration-request.ts";
import { withStageVariables } from "./mapping.ts";
import { readAnswer } from "./read-answer.ts";
import { configurationError } from "../response/refusals.ts";

/** The AWS service that an integration calls. */
export interface Endpoint {
  readonly region: string;
  /** Such as `kinesis`. */
  readonly service: string;
  readonly kind: "action" | "path";
  /** Such as `PutRecord`. */
  readonly rest: string;
}

/** A call that an integration makes. */
export interface IntegrationCall extends Endpoint {
  readonly roleArn: string;
  readonly request: WireRequest;
}

/** The service of the integration's URI. Throws API_CONFIGURATION_ERROR. */
export function endpointOf({ integration }: DeployedMethod, variables: Call["stageVariables"]): Endpoint {
  return endpoint(withStageVariables(integration.uri ?? "", variables));
}

/** The call that the integration makes. Throws API_CONFIGURATION_ERROR. */
export function integrationCall(outbound: Outbound): IntegrationCall {
  const { call, method } = outbound.demanded;
  const { region, service, kind, rest } = endpointOf(method, call.stageVariables);
  const roleArn = withStageVariables(method.integration.credentials ?? "", call.stageVariables);
  const request = kind === "action" ? actionRequest(outbound, service, rest) : pathRequest(outbound, rest);
  // V8 is slow at adding to an object that was spread.
  return { region, service, kind, rest, roleArn, request };
}

/** Calls the AWS service of the integration's URI as the integration's role. Throws API_CONFIGURATION_ERROR. */
export function callService(outbound: Outbound): EndpointAnswer | Promise<EndpointAnswer> {
  const { call } = outbound.demanded;
  const { region, service, roleArn, request } = integrationCall(outbound);
  const authority = call.platform.assume(roleArn);
  if (authority === undefined) {
    throw configurationError(`API Gateway does not have permission to assume the provided role ${roleArn}`);
  }
  call.log?.add(`Endpoint request URI: https://${service}.${region}.amazonaws.com${request.path}`);
  call.log?.add(`Endpoint request headers: ${logged(request.headers)}`, "data");
  call.log?.add(`Endpoint request body after transformations: ${request.body.toString()}`, "data");
  call.log?.add(`Sending request to https://${service}.${region}.amazonaws.com${request.path}`);
  const answer = call.platform.call({ service, region, authority, request });
  return answer instanceof Promise ? answer.then(endpointAnswer) : endpointAnswer(answer);
}

function endpointAnswer({ status, headers, body, stream }: WireResponse): EndpointAnswer | Promise<EndpointAnswer> {
  const lower = lowerCase(headers);
  if (stream === undefined) return { status, headers: lower, body };
  return readAnswer(stream).then((read) => ({ status, headers: lower, body: read }));
}

function lowerCase<T>(headers: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const lower: Record<string, T> = {};
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name] as T;
  return lower;
}

/** `arn:aws:apigateway:{region}:{service or subdomain.service}:{action|path}/{…}`. */
const endpoint = memoize(500, (uri): Endpoint => {
  const [, region, service, kind, rest] =
    /^arn:[^:]+:apigateway:([^:]+):(?:[^:.]+\.)?([^:]+):(action|path)\/(.*)$/s.exec(uri) ?? [];
  if (region === undefined || service === undefined || rest === undefined || (kind !== "action" && kind !== "path")) {
    throw configurationError(`Invalid integration URI ${uri}`);
  }
  return { region, service, kind, rest };
});

/** `action/PutRecord`, with parameters of the query protocol behind an ampersand or question mark. */
function actionRequest(outbound: Outbound, service: string, rest: string): WireRequest {
  const [action = "", ...more] = rest.split(/[&?]/);
  const target = jsonTarget(service);
  if (target !== undefined) {
    const named = { "X-Amz-Target": `${target}.${action}`, ...protocolType(outbound) };
    return wireRequest(outbound, "/", query(outbound), named);
  }
  const named = [`Action=${encodeURIComponent(action)}`, ...more, query(outbound)].filter((part) => part !== "");
  return wireRequest(outbound, "/", named.join("&"), {});
}

/** An action integration without a mapping for Content-Type works on AWS with senders of `application/json`, which the services
 * refuse: so API Gateway must set the protocol's type itself. */
function protocolType({ demanded, headers }: Outbound): Readonly<Record<string, string>> {
  const mapped = Object.keys(demanded.method.integration.requestParameters).some(
    (name) => name.toLowerCase() === "integration.request.header.content-type",
  );
  const overridden = headers["Content-Type"] !== (demanded.call.request.headers["content-type"] ?? "application/json");
  return mapped || overridden ? {} : { "Content-Type": "application/x-amz-json-1.1" };
}

function pathRequest(outbound: Outbound, rest: string): WireRequest {
  const [path = "", own = ""] = rest.split("?");
  const filled = fillPath(path, outbound.path, outbound.demanded);
  const all = [own, query(outbound)].filter((part) => part !== "").join("&");
  return wireRequest(outbound, filled.startsWith("/") ? filled : `/${filled}`, all, {});
}

function query({ querystring }: Outbound): string {
  const pairs = Object.entries(querystring);
  if (pairs.length === 0) return "";
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
}

function wireRequest(
  { demanded, headers, body }: Outbound,
  path: string,
  queryText: string,
  more: Readonly<Record<string, string>>,
): WireRequest {
  const { call, method } = demanded;
  const verb = method.integration.httpMethod ?? "POST";
  const sent: Record<string, string> = {
    "user-agent": `AmazonAPIGateway_${call.api.apiId}`,
    "x-amzn-apigateway-api-id": call.api.apiId,
  };
  for (const some of [headers, more]) for (const name of Object.keys(some)) sent[name.toLowerCase()] = some[name] ?? "";
  return new ServiceRequest(
    verb === "ANY" ? demanded.httpMethod : verb,
    path,
    queryText,
    sent,
    call.request.sourceIp,
    body,
  );
}

const noHeaders: readonly string[] = [];

/** A request to a service of this process: a text becomes bytes when somebody wants bytes. */
class ServiceRequest implements WireRequest {
  /** Services read headers by name. */
  readonly rawHeaders = noHeaders;
  readonly protocol = "HTTP/1.1";
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  readonly text: string | undefined;
  #body: Buffer | undefined;

  constructor(
    method: string,
    path: string,
    query: string,
    headers: Readonly<Record<string, string>>,
    sourceIp: string,
    body: string | Buffer,
  ) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.sourceIp = sourceIp;
    this.text = typeof body === "string" ? body : undefined;
    this.#body = typeof body === "string" ? undefined : body;
  }

  get body(): Buffer {
    return (this.#body ??= Buffer.from(this.text ?? ""));
  }
}
