import type { Context } from "../../steps/context.ts";
import { deployment } from "../../steps/index.ts";
import { EVERY_METHOD } from "../../steps/stage/method-settings.ts";

/** What is said of a paused proxy; undefined where it is not paused, as far as AWS shows. */
export function pausedLine({ known }: Pick<Context, "known">): string | undefined {
  const paused = known.get(deployment)?.paused ?? [];
  if (paused.length === 0) return undefined;
  const what = paused.includes("* /*") ? "every request" : `every ${inShort(paused).join(", ")}`;
  return `Paused: ${what} gets 429, and nothing is stored. To go on: "kinesis-proxy resume".`;
}

/** The methods, with ANY where all of a path are among them. */
function inShort(methods: readonly string[]): readonly string[] {
  const paths = [...new Set(methods.map((one) => one.slice(one.indexOf(" ") + 1)))];
  return paths.flatMap((path) => {
    const own = methods.filter((one) => one.endsWith(` ${path}`));
    return EVERY_METHOD.every((name) => own.includes(`${name} ${path}`)) ? [`ANY ${path}`] : own;
  });
}
