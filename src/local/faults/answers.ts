import type { ServiceName } from "../http/address.ts";
import { Fault } from "../fault.ts";
import { refusal } from "../protocols/refusal.ts";
import type { WireResponse } from "../http/wire.ts";

/** What a fault is about: the service and AWS's name of the operation. */
export interface Called {
  readonly service: ServiceName | "execute-api";
  readonly operation: string;
  /** It is an endpoint's integration that calls, not a client. */
  readonly byEndpoint?: boolean;
}

/** An answer that closes the connection instead: no HTTP status is 0. */
export const cutOff: WireResponse = { status: 0, headers: {}, body: "" };

/** "Too many requests", in the words of the service. */
export function throttled({ service, operation }: Called): WireResponse {
  if (service === "execute-api") return endpointAnswer(429, "TooManyRequestsException", "Too Many Requests");
  if (service === "kinesis") {
    const data = /^(Put|Get)Record/.test(operation);
    const code = data ? "ProvisionedThroughputExceededException" : "LimitExceededException";
    return refusal(service, new Fault(code, "Rate exceeded for the stream or the account."));
  }
  if (service === "apigateway")
    return refusal(service, new Fault("TooManyRequestsException", "Too Many Requests", 429));
  return refusal(service, new Fault("Throttling", "Rate exceeded"));
}

/** "Something went wrong on our side", in the words of the service. */
export function broken({ service }: Called): WireResponse {
  if (service === "execute-api") return endpointAnswer(500, "InternalServerErrorException", "Internal server error");
  if (service === "apigateway")
    return refusal(service, new Fault("ServiceUnavailableException", "Service Unavailable", 503));
  if (service !== "kinesis") return refusal(service, new Fault("ServiceFailure", "Internal failure", 500));
  return { ...refusal(service, new Fault("InternalFailure", "Internal service failure.", 500)), status: 500 };
}

/** API Gateway's permissions are named by HTTP method. */
const verbs: Readonly<Record<string, string>> = {
  Create: "POST",
  Put: "PUT",
  Update: "PATCH",
  Delete: "DELETE",
  Tag: "PUT",
};

/** "You may not", in the words of the service. */
export function denied({ service, operation }: Called): WireResponse {
  if (service === "execute-api") return endpointAnswer(403, "AccessDeniedException", "Forbidden");
  const action = service === "apigateway" ? (verbs[/^[A-Z][a-z]+/.exec(operation)?.[0] ?? ""] ?? "GET") : operation;
  const message = `User is not authorized to perform: ${service}:${action}`;
  return refusal(
    service,
    new Fault(service === "iam" || service === "sts" ? "AccessDenied" : "AccessDeniedException", message, 403),
  );
}

function endpointAnswer(status: number, type: string, message: string): WireResponse {
  const headers = { "Content-Type": "application/json", "x-amzn-ErrorType": type };
  return { status, headers, body: JSON.stringify({ message }) };
}
