import { shellWord } from "../../../engine/shell-word.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import { flagName } from "../../../settings/flags/names.ts";
import { presetName } from "../../../settings/parse/preset.ts";
import { presets, type Preset } from "../../../settings/presets.ts";
import { closing, fieldsOf } from "../../endpoint/tell-preset.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { reportOptions } from "../../session/report-options.ts";

/** Prints a line for each preset. */
export async function listPresets(io: IO, options: GlobalOptions): Promise<void> {
  const report = await chooseReporter(io, reportOptions(options, io));
  const all = Object.entries(presets);
  const value = all.map(([name, { sender, source, date }]) => ({ name, sender, source, date }));
  report.result(
    value,
    all.map(([name, { sender }]) => `${name.padEnd(12)} ${sender}`),
  );
}

/** Prints one preset. Throws a UsageError for a name that there is not. */
export async function showPreset(io: IO, options: GlobalOptions, given: string): Promise<void> {
  const name = presetName(given, "preset show");
  const preset = presets[name]!;
  const report = await chooseReporter(io, reportOptions(options, io));
  report.result({ name, ...preset }, [
    `${preset.sender} (${preset.source}, read ${preset.date})`,
    "",
    "Settings:",
    ...flagsOf(preset).map((line) => `  ${line}`),
    "",
    "What to type there:",
    ...fieldsOf(preset, { url: "URL", batch: "URL of the batch route" }).map((line) => `  ${line}`),
    "",
    `Sent again: ${preset.again}`,
    `Untested:   The sender itself: only the requests that it documents were tried. ${preset.untested}`.trimEnd(),
    ...closing(name),
  ]);
}

/** The settings as flags. */
function flagsOf({ settings }: Preset): readonly string[] {
  return Object.entries(settings).map(([name, value]) => {
    const flag = flagName(name);
    if (value === false) return flag.replace("--", "--no-");
    return value === true ? flag : [flag, ...[value].flat().map(shellWord)].join(" ");
  });
}
