import type { WireResponse } from "../../http/wire.ts";
import type { ErrorAnswers } from "../../protocols/service.ts";

/** What an endpoint answers when `--fault` makes it fail. */
export const endpointErrors: ErrorAnswers = {
  throttled: () => answer(429, "TooManyRequestsException", "Too Many Requests"),
  broken: () => answer(500, "InternalServerErrorException", "Internal server error"),
  denied: () => answer(403, "AccessDeniedException", "Forbidden"),
};

function answer(status: number, type: string, message: string): WireResponse {
  const headers = { "Content-Type": "application/json", "x-amzn-ErrorType": type };
  return { status, headers, body: JSON.stringify({ message }) };
}
