import { UsageError } from "../../../engine/errors.ts";

/** Each line that is not empty as an event; `json`: throws a UsageError for one that is not JSON. */
export function eventLines(body: Uint8Array, file: string, json: boolean): readonly Uint8Array[] {
  const all = Buffer.from(body).toString("latin1").split(/\r?\n/);
  const name = file === "-" ? "Standard input" : file;
  const bad = json ? all.findIndex((line) => line.trim() !== "" && !isJson(Buffer.from(line, "latin1"))) : -1;
  if (bad >= 0) throw notJson(`Line ${bad + 1} of ${file === "-" ? "standard input" : file}`, all[bad]!);
  const events = all.filter((line) => line.trim() !== "");
  if (events.length === 0) throw new UsageError(`${name} has no event in it.`, "With --ndjson each line is one event.");
  return events.map((line) => Buffer.from(line, "latin1"));
}

/** Are these bytes a JSON document? */
export function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString());
    return true;
  } catch {
    return false;
  }
}

/** The error for an event that would make the endpoint refuse the whole batch; `what` names the event. */
export function notJson(what: string, text: string): UsageError {
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return new UsageError(
    `${what} is not JSON: ${shown}`,
    "In a batch each event is JSON on one line. Nothing was sent.",
  );
}
