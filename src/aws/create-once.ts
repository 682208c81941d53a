import type { Context } from "../engine/context.ts";
import { CliError } from "../engine/errors.ts";
import { poll } from "../engine/poll.ts";
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

/** How long it is looked for before it is made again, in milliseconds: AWS's lists may show what was just made a few seconds late. */
const patience = 6_000;

/** Creates what AWS gives an id. When the answer is lost, looks whether it was made before creating it again. */
export async function createOnce<T extends { readonly id?: string | undefined }>(
  { clock, signal, report }: Pick<Context, "clock" | "signal" | "report">,
  what: string,
  { look, create }: { readonly look: () => Promise<T | undefined>; readonly create: () => Promise<T> },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return identified(await create(), what);
    } catch (error) {
      if (!isLost(error) || attempt === attempts) throw error;
      const text = `No clear answer came to ${what}: looking whether it was done, for ${patience / 1_000} s at most`;
      report.event({ type: "wait", text });
      const there = await poll(look, { clock, signal, first: 500, timeout: patience });
      if (there !== undefined) return there;
    }
  }
}

/** Without its id nothing could be done with it, nor could it be taken away. */
function identified<T extends { readonly id?: string | undefined }>(made: T, what: string): T {
  if (made.id) return made;
  throw new CliError(`${what} got an answer without an id.`, {
    hint: 'Run "kinesis-proxy status" to see what was made, and the same command again.',
  });
}
