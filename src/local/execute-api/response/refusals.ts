import type { Fault } from "../../fault.ts";
import type { Violation } from "../../json-schema/rules.ts";
import type { WireRequest } from "../../http/wire.ts";
import { GatewayResponse } from "./refusal.ts";
import type { ResponseType } from "./refusal.ts";
import { signatureFault } from "../../http/signature-fault.ts";

/** No such resource or method, or a missing signature. An Authorization header of another kind, such as `Bearer …`, is taken
 * for a broken signature. */
export function notSigned({ headers }: WireRequest): GatewayResponse {
  const fault = signatureFault(headers);
  if (fault !== undefined) return front("INVALID_SIGNATURE", 403, "IncompleteSignatureException", fault);
  const message = "Missing Authentication Token";
  return front("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", message);
}

/** The signature is for another service or region. */
export function invalidSignature(message: string): GatewayResponse {
  return front("INVALID_SIGNATURE", 403, "InvalidSignatureException", message);
}

/** The key has expired, or was not issued with that session token. */
export function tokenRefused({ code, message }: Fault): GatewayResponse {
  return code === "ExpiredToken"
    ? front("EXPIRED_TOKEN", 403, "ExpiredTokenException", message)
    : front("INVALID_SIGNATURE", 403, "UnrecognizedClientException", message);
}

/** A policy denies the call. Only this body spells `Message` with a capital letter. */
export function accessDenied(message: string): GatewayResponse {
  const body = JSON.stringify({ Message: message });
  return new GatewayResponse({
    type: "ACCESS_DENIED",
    status: 403,
    errorType: "AccessDeniedException",
    message,
    body,
    reason: message,
  });
}

/** No such stage, or the default endpoint is switched off. */
export function forbidden(): GatewayResponse {
  return front("DEFAULT_4XX", 403, "ForbiddenException", "Forbidden");
}

/** The API key is missing, unknown, disabled, or not for this stage. */
export function invalidApiKey(): GatewayResponse {
  return front("INVALID_API_KEY", 403, "ForbiddenException", "Forbidden");
}

/** Faster than the stage or the usage plan allows. */
export function throttled(): GatewayResponse {
  return front("THROTTLED", 429, "TooManyRequestsException", "Too Many Requests");
}

/** More than the usage plan allows in its period. */
export function quotaExceeded(): GatewayResponse {
  return front("QUOTA_EXCEEDED", 429, "LimitExceededException", "Limit Exceeded");
}

/** There is no template for the content type, or the content coding is unknown or broken. */
export function unsupportedMediaType(): GatewayResponse {
  return back("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type");
}

/** The payload does not fit the method's model. API Gateway says what is wrong, as people have shown it
 * (https://github.com/RafPe/serverless-reqvalidator-plugin/issues/1), and not where. */
export function badRequestBody(wrong: readonly Violation[], contentType: string): GatewayResponse {
  const validationError = `[${wrong.map(({ message }) => message).join(", ")}]`;
  const reason = `Request body does not match model schema for content type ${contentType}: ${validationError}`;
  const { refusal } = back("BAD_REQUEST_BODY", 400, "BadRequestException", "Invalid request body", reason);
  const places = wrong.map(({ at, message }) => (at === "" ? message : `${at}: ${message}`));
  return new GatewayResponse({ ...refusal, validationError, places });
}

/** Parameters that the method requires are missing; by name. */
export function badRequestParameters(names: readonly string[]): GatewayResponse {
  const message = `Missing required request parameters: [${names.join(", ")}]`;
  return back("BAD_REQUEST_PARAMETERS", 400, "BadRequestException", message);
}

/** The API's configuration cannot serve the request; the caller is not told why. */
export function configurationError(reason: string): GatewayResponse {
  const message = "Internal server error";
  return back("API_CONFIGURATION_ERROR", 500, "InternalServerErrorException", message, reason);
}

/** What logs say of an integration that did not answer in time. */
export const timedOut = "Execution failed due to a timeout error";

/** The integration did not answer in time. */
export function integrationTimeout(): GatewayResponse {
  return back("INTEGRATION_TIMEOUT", 504, "InternalServerErrorException", "Endpoint request timed out");
}

/** The integration could not be reached. */
export function integrationFailure(message = "Network error communicating with endpoint"): GatewayResponse {
  return back("INTEGRATION_FAILURE", 504, "InternalServerErrorException", message);
}

/** A payload, as sent or unpacked, beyond 10 MB. */
export function requestTooLong(): GatewayResponse {
  return back("REQUEST_TOO_LARGE", 413, "BadRequestException", "Request Too Long");
}

function front(type: ResponseType, status: number, errorType: string, message: string): GatewayResponse {
  return new GatewayResponse({ type, status, errorType, message, body: JSON.stringify({ message }) });
}

function back(
  type: ResponseType,
  status: number,
  errorType: string,
  message: string,
  reason = message,
): GatewayResponse {
  const body = `{"message": ${JSON.stringify(message)}}`;
  return new GatewayResponse({ type, status, errorType, message, body, reason });
}
