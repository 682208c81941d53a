import { Fault } from "../fault.ts";

/** A request that AWS can take has fewer values than this: PutRecords with 500 partition keys of nothing but commas and braces has
 * the most of what is counted. */
export const mostItems = 150_000;

/** Parses JSON that cannot keep this process busy for long: to build millions of values takes many seconds. Throws as JSON.parse
 * does. */
export function parseJson(body: Buffer): unknown {
  let left = mostItems;
  for (const mark of "[{,") {
    left -= occurrences(body, mark.charCodeAt(0), left);
    if (left <= 0) throw new SyntaxError("The JSON text has too many values.");
  }
  return JSON.parse(body.toString("utf8"));
}

const mostBytes = 1_048_576;

/** Throws a Fault for a body that is larger than any request to the control planes. */
export function checkSize(body: Buffer): void {
  if (body.length <= mostBytes) return;
  throw new Fault("RequestEntityTooLargeException", `The body of a request may have ${mostBytes} bytes at most.`, 413);
}

const mostParameters = 10_000;

/** Throws ValidationError for a form of more parameters than any operation has. */
export function checkForm(body: Buffer): void {
  checkSize(body);
  if (occurrences(body, "&".charCodeAt(0), mostParameters) < mostParameters) return;
  throw new Fault("ValidationError", `A request may have ${mostParameters} parameters at most.`);
}

/** How often the byte is there, counted up to `most`. */
function occurrences(body: Buffer, byte: number, most: number): number {
  let found = 0;
  for (let at = body.indexOf(byte); at >= 0 && found < most; at = body.indexOf(byte, at + 1)) found += 1;
  return found;
}
