import { UsageError } from "../../../engine/errors.ts";
import { flagName } from "../../../settings/flags/names.ts";
import { showingFlags, type ShowingOptions } from "../showing-flags.ts";

/** Records that are handed on are not shown: throws a UsageError for a flag that says how. */
export function refuseShowing(options: ShowingOptions, flag: string): void {
  const given = [...Object.keys(showingFlags), "raw"].find((name) =>
    Object.entries(options).some(([one, value]) => one === name && value !== undefined && value !== false),
  );
  if (given === undefined) return;
  throw new UsageError(
    `${flag} shows no records, and ${flagName(given)} says how to show them.`,
    `Leave ${flagName(given)} out: stdout has a line about each record.`,
  );
}
