/** Runs `call`; a fault of one of these names means "not there" or "already so" and gives undefined. Nothing else is caught.
 * AWS's name on the wire and the SDK's may differ by the ending: `NoSuchEntity` fits `NoSuchEntityException`. */
export async function unless<T>(names: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    // "Being changed by another call" is not "already there": only the latter is success.
    if (!isContention(error) && names.some((name) => isFault(error, name))) return undefined;
    throw error;
  }
}

/** Is this the AWS fault of that name? */
export function isFault(error: unknown, name: string): boolean {
  return error instanceof Error && bare(error.name) === bare(name);
}

function bare(name: string): string {
  return name.replace(/Exception$/, "");
}

/** Is what the call was about not there? */
export function isGone(error: unknown): boolean {
  return ["NotFound", "ResourceNotFound", "NoSuchEntity", "NoSuchBucket"].some((name) => isFault(error, name));
}

/** The members of an SDK error that are read here. */
interface Failure {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

const throttles = [
  "TooManyRequests",
  "Throttling",
  "Throttled",
  "RequestLimitExceeded",
  "RequestThrottled",
  "ProvisionedThroughputExceeded",
  "KMSThrottling",
  "SlowDown",
];

/** Did AWS say that it was asked too often? A `LimitExceeded` is a quota, except where Kinesis means a rate by it. */
export function isThrottle(error: unknown): boolean {
  if (isFault(error, "LimitExceeded")) return /rate exceeded/i.test((error as Error).message);
  return throttles.some((name) => isFault(error, name));
}

/** Did another call change the same resource at that moment? */
export function isContention(error: unknown): boolean {
  if (isFault(error, "Conflict") || isFault(error, "BadRequest"))
    return /concurrent modification/i.test((error as Error).message);
  return ["ConcurrentModification", "EntityTemporarilyUnmodifiable", "OperationAborted"].some((name) =>
    isFault(error, name),
  );
}

/** Nobody was there who could have done it. */
const unsent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];

const connection = new Set([
  ...unsent,
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "TimeoutError",
  "RequestTimeout",
]);

/** A broken connection, or a fault on AWS's side. The front end may answer 500 with HTML, which the SDK reports as bad JSON. */
export function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $fault } = error as Failure;
  const status = statusOf(error);
  // Not implemented now is not implemented later.
  if (status === 501) return false;
  if (isCut(error) || (isForeign(error) && status >= 200 && status < 300)) return true;
  return connection.has(error.name) || connection.has(String(code)) || $fault === "server" || status >= 500;
}

/** Did the call reach nobody: the address is not known, or nothing listens there? */
export function isUnsent(error: unknown): boolean {
  return unsent.includes(String((error as Failure | undefined)?.code));
}

/** Does nothing listen where the call went? */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && (error as Failure).code === "ECONNREFUSED";
}

function statusOf(error: Error): number {
  const { $metadata, $response } = error as Failure;
  return $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
}

/** An answer that ends before its end; the SDK says so of XML, and JavaScript of JSON. */
export function isCut(error: Error): boolean {
  return /unexpected end of|missing closing tag|^Unterminated/i.test(error.message);
}

const unknown = ["UnknownOperation", "NotImplemented", "InvalidAction"];

/** Is it an answer that is none of AWS's, such as a web page? It comes as an error of parsing from the JSON services, and with the
 * message "Unknown" from the XML ones. */
export function isForeign(error: Error): boolean {
  if (unknown.some((name) => isFault(error, name))) return false;
  return /Deserialization|SyntaxError|is not valid JSON| Unknown(Error)?$/.test(`${error.name} ${error.message}`);
}

/** Does the endpoint not have the operation? Emulators have a part of AWS's, and say so by name, by 501, or with a page. */
export function isUnknown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (unknown.some((name) => isFault(error, name)) || statusOf(error) === 501) return true;
  if (error.message.startsWith("Unable to determine service/operation name")) return true;
  return isForeign(error) && !isCut(error) && [403, 404, 405, 500].includes(statusOf(error));
}

/** Is it unknown whether the work was done? */
export function isLost(error: unknown): boolean {
  return isBroken(error) && !isUnsent(error);
}
