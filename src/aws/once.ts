import type { Context } from "../core/context.ts";
import { isLost } from "./faults.ts";

/** Calls for which AWS chooses an id: asked twice, they make two. */
export const chosenIds: ReadonlySet<string> = new Set([
  "CreateRestApi",
  "CreateResource",
  "CreateRequestValidator",
  "CreateDeployment",
  "CreateApiKey",
  "CreateUsagePlan",
]);

const attempts = 4;

/** Creates what AWS gives an id. When the answer is lost, looks whether it was made before creating it again. */
export async function once<T>(
  { clock, signal, report }: Pick<Context, "clock" | "signal" | "report">,
  what: string,
  { look, create }: { readonly look: () => Promise<T | undefined>; readonly create: () => Promise<T> },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!isLost(error) || attempt === attempts) throw error;
      report.event({
        type: "wait",
        text: `No clear answer came to ${what}: looking in ${attempt} s whether it was done`,
      });
      // What was just made may be missing in lists for a moment.
      await clock.sleep(attempt * 1_000, signal);
      const there = await look();
      if (there !== undefined) return there;
    }
  }
}
