import type { Context } from "../../steps/context.ts";
import { deployment } from "../../steps/index.ts";

/** What is said of a paused proxy; undefined where it is not paused, as far as AWS shows. */
export function pausedLine({ known }: Pick<Context, "known">): string | undefined {
  const paused = known.get(deployment)?.paused ?? [];
  if (paused.length === 0) return undefined;
  const what = paused.includes("* /*") ? "every request" : `every ${paused.join(", ")}`;
  return `Paused: ${what} gets 429, and nothing is stored. To go on: "kinesis-proxy resume".`;
}
