/** Runs `call`; a fault of one of these names means "not there" or "already so" and gives undefined. Nothing else is caught.
 * AWS's name on the wire and the SDK's may differ by the ending: `NoSuchEntity` fits `NoSuchEntityException`. */
export async function unless<T>(names: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (names.some((name) => isFault(error, name))) return undefined;
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

/** As far as anybody looks at an error of the SDK. */
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
];

/** Did AWS say that it was asked too often? A `LimitExceeded` is a quota, except where Kinesis means a rate by it. */
export function isThrottle(error: unknown): boolean {
  if (isFault(error, "LimitExceeded")) return /rate exceeded/i.test((error as Error).message);
  return throttles.some((name) => isFault(error, name));
}

/** Did somebody else change the same thing at that moment? */
export function isContention(error: unknown): boolean {
  if (isFault(error, "Conflict")) return /concurrent modification/i.test((error as Error).message);
  return isFault(error, "ConcurrentModification") || isFault(error, "EntityTemporarilyUnmodifiable");
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
  const { code, $fault, $metadata, $response } = error as Failure;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
  return connection.has(error.name) || connection.has(String(code)) || $fault === "server" || status >= 500;
}

/** Is it unknown whether the work was done? */
export function isLost(error: unknown): boolean {
  return isBroken(error) && !unsent.includes(String((error as Failure).code));
}
