import type { TimeStyle } from "../../report/record/arrival.ts";
import { UsageError } from "../../engine/errors.ts";
import { unescaped } from "../../records/select/escapes.ts";
import { columns, type Column, type RecordStyle } from "../../report/record/record-look.ts";
import type { ShowingOptions } from "./showing-flags.ts";

/** How records are shown, as asked. */
export interface Showing {
  readonly style: RecordStyle;
  readonly delimiter: string;
  readonly time: TimeStyle;
  readonly hidden: ReadonlySet<Column>;
}

const styles: readonly RecordStyle[] = ["json", "pretty", "raw"];
const times: readonly TimeStyle[] = ["utc", "local", "relative", "none"];

/** Parses the flags; throws a UsageError for a wrong value, and for flags that contradict each other. Without a style it is pretty
 * on a terminal, and JSON elsewhere. */
export function showingOf(options: ShowingOptions, onTerminal: boolean): Showing {
  const asked = askedStyle(options);
  const style = asked ?? (onTerminal && options.json !== true ? "pretty" : "json");
  const { format, query, time, hide = [], hex, delimiter } = options;
  if (format !== undefined && (query !== undefined || asked !== undefined))
    throw contrary("--format", query === undefined ? saidStyle(options) : "--query");
  const forPeople = [time !== undefined && "--time", hide.length > 0 && "--hide", hex === true && "--hex"];
  const [first] = forPeople.filter((flag) => flag !== false);
  if (first !== undefined && (style !== "pretty" || format !== undefined || query !== undefined))
    throw new UsageError(
      `${first} changes how records are shown to people, and the output is ${format === undefined ? (query === undefined ? style : "--query's") : "--format's"}.`,
      format === undefined && query === undefined && asked === undefined
        ? `When piped, the output is JSON: add --output pretty, or leave ${first} out.`
        : `Leave ${first} out.`,
    );
  if (delimiter !== undefined && style !== "raw" && format === undefined)
    throw new UsageError("--delimiter ends the records of --output raw and --format only.", "Add one of them.");
  return {
    style,
    delimiter: delimiter === undefined ? "\n" : unescaped(delimiter, "--delimiter"),
    time: time === undefined ? "utc" : oneOf(times, time, "--time"),
    hidden: new Set(hide.flatMap((list) => list.split(",")).map((one) => oneOf(columns, one.trim(), "--hide"))),
  };
}

/** What --output, --json and --raw ask for; they must agree. */
function askedStyle({ output, json, raw }: ShowingOptions): RecordStyle | undefined {
  const style = output === undefined ? undefined : oneOf(styles, output, "--output");
  if (raw === true && json === true) throw contrary("--raw", "--json");
  if (raw === true && style !== undefined && style !== "raw") throw contrary("--raw", `--output ${style}`);
  if (json === true && style !== undefined && style !== "json") throw contrary("--json", `--output ${style}`);
  return raw === true ? "raw" : json === true ? "json" : style;
}

function saidStyle({ output, json }: ShowingOptions): string {
  if (output !== undefined) return `--output ${output}`;
  return json === true ? "--json" : "--raw";
}

function contrary(one: string, other: string): UsageError {
  return new UsageError(`${one} and ${other} exclude each other.`, "Leave one of them out.");
}

function oneOf<T extends string>(known: readonly T[], given: string, flag: string): T {
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  throw new UsageError(`${flag} takes ${known.slice(0, -1).join(", ")} or ${known.at(-1)}, not "${given}".`);
}
