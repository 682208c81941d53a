import { isFault } from "../../aws/faults.ts";
import { poll } from "../../engine/poll.ts";
import type { Context } from "../context.ts";

/** How long a role is waited for that Firehose does not know yet, in milliseconds. */
const PATIENCE = 180_000;

/** IAM needs a while until all of AWS knows a role and its policy; Firehose tries both before it takes them. These are its words
 * for it: InvalidArgumentException alone says nothing. */
const words =
  /access was denied|is not authorized to|unable to assume role|security token included in the request is invalid/i;

/** Runs the call again while Firehose does not know the role yet, and says so once; then its refusal is thrown. */
export async function pastRoleLag<T>(ctx: Context, call: () => Promise<T>): Promise<T> {
  const { clock, signal, report } = ctx;
  let last: unknown;
  let told = false;
  const text = "waiting until Firehose can use the role (3 minutes at most)";
  const waiting = (): void => {
    if (!told) report.event({ type: "step.note", step: "archive", text });
    told = true;
  };
  const done = await poll(
    async () => {
      try {
        return { value: await call() };
      } catch (error) {
        if (!(error instanceof Error) || !words.test(error.message)) throw error;
        // Of the caller's own rights, waiting changes nothing.
        if (isFault(error, "AccessDenied")) throw error;
        last = error;
        return undefined;
      }
    },
    { clock, signal, first: 2_000, most: 15_000, timeout: PATIENCE, waiting },
  );
  if (done === undefined) throw last;
  return done.value;
}
