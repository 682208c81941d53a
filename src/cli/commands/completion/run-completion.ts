import { UsageError } from "../../../engine/errors.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import { visibleLine } from "../../../report/visible.ts";
import type { Call } from "../../command.ts";
import { commands, families } from "../../program.ts";
import { reportOptions } from "../../session/report-options.ts";
import { knownValues } from "./known-values.ts";
import { FILES, scripts, shells } from "./scripts.ts";
import { typedOptions } from "./typed-options.ts";
import { wanted } from "./wanted.ts";

/** Prints the script of a shell, or what can stand at the end of a line of these words. Throws a UsageError for another shell. */
export async function runCompletion(
  call: Pick<Call, "io" | "options" | "reading">,
  word: string,
  words: string | undefined,
): Promise<void> {
  const { io, options } = call;
  const shell = shells.find((one) => one === word);
  if (shell === undefined)
    throw new UsageError(`There is no completion for "${word}".`, `There is for ${shells.join(", ")}.`);
  const report = await chooseReporter(io, reportOptions(options, io));
  if (words === undefined) return report.result({ shell, script: scripts[shell] }, [scripts[shell].trimEnd()]);
  // The last line end ends the last word.
  const typed = words.split("\n").slice(0, -1);
  const { words: fixed, valuesOf, files } = wanted(typed, Object.values(commands).flat(), families);
  const known = valuesOf === undefined ? [] : await valuesFor(valuesOf.flag, call, typed);
  const all = [...fixed, ...known.map((one) => ({ word: (valuesOf?.before ?? "") + one, about: "" }))];
  const fitting = all.filter((one) => one.word.startsWith(typed.at(-1) ?? ""));
  const lines = fitting.map(({ word: one, about }) =>
    [one, ...(about === "" ? [] : [about])].map(visibleLine).join("\t"),
  );
  io.stdout.write([...lines, ...(files === true ? [FILES] : [])].map((line) => `${line}\n`).join(""));
}

/** Without an answer of AWS there is nothing to complete: that is no error where somebody is typing. */
async function valuesFor(
  flag: string,
  call: Pick<Call, "io" | "reading">,
  typed: readonly string[],
): Promise<readonly string[]> {
  try {
    return await knownValues(flag, call, typedOptions(typed));
  } catch {
    return [];
  }
}
