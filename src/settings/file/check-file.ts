import { UsageError } from "../../engine/errors.ts";
import { didYouMean } from "./near-words.ts";
import { HIDDEN } from "../parse/secret.ts";
import { placeTable } from "../place-table.ts";
import { text, type Shape } from "../shapes.ts";
import { entries, settingNames } from "../table.ts";

/** What JSON each member of kinesis-proxy.json may be. */
export const members: Readonly<Record<string, Shape<unknown>>> = Object.fromEntries([
  ...Object.entries({ ...entries, ...placeTable }).map(([name, { json }]) => [name, json] as const),
  ["$schema", text()],
]);

/** Throws a `UsageError` for what kinesis-proxy.json may not say: unknown members, and values of another kind. */
export function checkFile(file: object): void {
  for (const [name, value] of Object.entries(file)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) throw unknown(name);
    if (member.holds(value)) continue;
    const shown = isSecret(name) ? HIDDEN : JSON.stringify(value);
    throw new UsageError(
      `"${name}" in kinesis-proxy.json must be ${member.words}, not ${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}.`,
      "Correct the file.",
    );
  }
}

/** Is the value of this member not to be shown? */
export function isSecret(name: string): boolean {
  return settingNames.some((one) => one === name && entries[one].shown !== undefined);
}

function unknown(name: string): UsageError {
  const known = Object.keys(members);
  const said = name.length > 60 ? `${name.slice(0, 59)}…` : name;
  return new UsageError(
    `kinesis-proxy.json has an unknown setting "${said}".`,
    didYouMean(name, known) ?? `Known are: ${known.join(", ")}.`,
  );
}
