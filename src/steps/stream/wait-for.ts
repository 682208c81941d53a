import { CliError } from "../../engine/errors.ts";
import { poll } from "../../engine/poll.ts";
import type { Context } from "../context.ts";

/** Looks until `look` gives something, and says once what is waited for; gives up after ten minutes. */
export async function waitFor<T>(ctx: Context, text: string, look: () => Promise<T | undefined>): Promise<T> {
  const { clock, signal } = ctx;
  let told = false;
  const waiting = (): void => {
    if (!told) ctx.report.event({ type: "step.note", step: "stream", text: `${text} (10 minutes at most)` });
    told = true;
  };
  const seen = await poll(look, { clock, signal, first: 500, timeout: 600_000, waiting });
  if (seen !== undefined) return seen;
  throw new CliError(`Kinesis stream ${ctx.config.streamName} is still not ready after 10 minutes.`, {
    hint: "Look at it in the AWS console, and run the same command again.",
  });
}
