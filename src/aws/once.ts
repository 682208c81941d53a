import type { Context } from "../core/context.ts";

/** Calls for which AWS chooses an id: asked twice, they make two. */
const chosenIds: ReadonlySet<string> = new Set([
  "CreateRestApi",
  "CreateResource",
  "CreateRequestValidator",
  "CreateDeployment",
  "CreateApiKey",
  "CreateUsagePlan",
]);

const attempts = 4;

/** No answer came, or one that does not say whether the work was done. The SDK tries such a call again by itself, and also one
 * whose error has such a cause; this it does not know. */
export class LostAnswerError extends Error {
  /** What the SDK said of it. */
  readonly lost: Error;

  constructor(lost: Error) {
    super(lost.message);
    this.name = "LostAnswerError";
    this.lost = lost;
  }
}

interface Failure extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The error of a call of that operation, as a `LostAnswerError` where trying again could make a second one. */
export function unlessLost(operation: string, error: unknown): unknown {
  if (!chosenIds.has(operation) || !(error instanceof Error)) return error;
  const { code, $metadata } = error as Failure;
  const status = $metadata?.httpStatusCode;
  // Nobody was there to do it.
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN") return error;
  return status === undefined || status >= 500 ? new LostAnswerError(error) : error;
}

/** Creates what AWS gives an id. When the answer is lost, looks whether it was made before creating it again. */
export async function once<T>(
  { clock, signal, report }: Context,
  what: string,
  { look, create }: { readonly look: () => Promise<T | undefined>; readonly create: () => Promise<T> },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      if (attempt === attempts) throw error.lost;
      report.event({ type: "wait", text: `No answer came to ${what}: looking in ${attempt} s whether it was done` });
      // What was just made may be missing in lists for a moment.
      await clock.sleep(attempt * 1_000, signal);
      const there = await look();
      if (there !== undefined) return there;
    }
  }
}
