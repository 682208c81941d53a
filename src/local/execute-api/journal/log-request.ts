import type { Call } from "../call.ts";
import { logged, masked } from "../execution-log.ts";
import type { ExecutionLog } from "../execution-log.ts";
import type { RequestParameters } from "../parameters.ts";
import type { Routed } from "../route.ts";

/** A request as it is logged before anything is done with it. */
export interface LoggedRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly querystring: RequestParameters["querystring"];
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Logs that a request begins, and what it holds. */
export function logRequest(log: ExecutionLog, request: LoggedRequest): void {
  log.add(`Starting execution for request: ${request.requestId}`);
  log.add(`HTTP Method: ${request.method}, Resource Path: ${request.path}`);
  log.add(`Method request path: ${logged(request.pathParameters)}`, "data");
  log.add(`Method request query string: ${logged(request.querystring)}`, "data");
  log.add(`Method request headers: ${logged(request.headers)}`, "data");
  log.add(`Method request body before transformations: ${request.body}`, "data");
}

/** Logs that the key of a request is looked at, if it has one. */
export function logKeyCheck({ log, requestId, request, api, stageName }: Call): void {
  if (log === undefined) return;
  const key = masked(request.headers["x-api-key"] ?? "");
  log.add(`Verifying Usage Plan for request: ${requestId}. API Key: ${key} API Stage: ${api.apiId}/${stageName}`);
}

/** Logs that the key does, or that none is needed. */
export function logKeyAccepted({ call, method, resource }: Routed): void {
  const { log, request, api, stageName } = call;
  if (log === undefined) return;
  const key = masked(request.headers["x-api-key"] ?? "");
  if (!method.apiKeyRequired) {
    const why = `method '${method.httpMethod} ${resource.path}' does not require API Key`;
    log.add(`API Key ${key} authorized because ${why}. Request will not contribute to throttle or quota limits`);
  }
  log.add(`Usage Plan check succeeded for API Key ${key} and API Stage ${api.apiId}/${stageName}`);
}

/** Logs why the key does not do. */
export function logKeyRefused({ call, method, resource }: Routed): void {
  const { log, request, api, stageName } = call;
  const given = request.headers["x-api-key"];
  const why = given === undefined ? "No API Key" : "No Usage Plan found for key and API Stage";
  log?.add(
    `API Key ${masked(given ?? "")} not authorized because method '${method.httpMethod} ${resource.path}' requires API Key ` +
      `and API Key is not associated with a Usage Plan for API Stage ${api.apiId}/${stageName}: ${why}`,
    "error",
  );
}
