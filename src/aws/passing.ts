import { isFault, isForeign } from "./faults.ts";

/** An answer in which something is missing that Kinesis always gives: it was cut on the way, and says nothing. */
export class CutAnswerError extends Error {
  constructor(operation: string) {
    super(`The answer to ${operation} was cut`);
    this.name = "CutAnswerError";
  }
}

/** Is the answer of status 200 no answer: cut, or a web page of something in between? */
export function isCut(error: unknown): boolean {
  if (error instanceof CutAnswerError) return true;
  const { $response, $metadata } = error as {
    readonly $response?: { readonly statusCode?: number };
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $response?.statusCode ?? $metadata?.httpStatusCode ?? 0;
  return error instanceof Error && status >= 200 && status < 300 && isForeign(error);
}

const expired = ["ExpiredToken", "RequestExpired", "TokenRefreshRequired"];
const replaced = ["UnrecognizedClient", "InvalidClientTokenId", "InvalidToken"];

/** Did AWS refuse credentials that were good once? Asked again, their source may have fresh ones. */
export function isStale(error: unknown): boolean {
  return [...expired, ...replaced].some((name) => isFault(error, name));
}

/** Could the source of the credentials not be asked? */
export function isSourceless(error: unknown): boolean {
  return error instanceof Error && /CredentialsProviderError|TokenProviderError/.test(error.name);
}

const signatures = ["InvalidSignature", "SignatureDoesNotMatch", "RequestTimeTooSkewed", "RequestInTheFuture"];

/** Did AWS refuse the time in the signature? The SDK sets its clock by AWS's answer: the next call may be right, and so may be
 * those that were under way with this one. */
export function isSkewed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ((error as { $metadata?: { clockSkewCorrected?: unknown } }).$metadata?.clockSkewCorrected === true) return true;
  return signatures.some((name) => isFault(error, name)) && /expired|not yet current|skew|future/i.test(error.message);
}
