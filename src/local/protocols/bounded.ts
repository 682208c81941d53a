import { Fault } from "../fault.ts";

/** More values than any such request has: PutLogEvents has 10,000 events of two members. */
export const mostItems = 35_000;
/** An OpenAPI definition of one MiB may have many more. */
const mostOfDocument = 150_000;

/** Parses JSON. Throws SyntaxError also for more than `most` values, since building millions of them blocks the process for
 * seconds. */
export function parseJson(body: string | Buffer, most = mostItems): unknown {
  // Counting the bytes that can begin a value is fast; only if there are many, those inside of strings are told apart.
  let marks = 0;
  for (const mark of "[{,") marks += occurrences(body, mark, most);
  if (marks >= most && hasMore(Buffer.from(body), most)) throw new SyntaxError("The JSON text has too many values.");
  return JSON.parse(body.toString());
}

/** The same for the documents and bodies of control planes. */
export function parseDocument(body: Buffer): unknown {
  return parseJson(body, mostOfDocument);
}

const [quote, backslash, comma, bracket, brace] = [...'"\\,[{'].map((char) => char.charCodeAt(0));

/** Do more than `most` values begin outside of strings? */
function hasMore(body: Buffer, most: number): boolean {
  let [found, inText] = [0, false];
  for (let at = 0; at < body.length && found <= most; at++) {
    const byte = body[at];
    if (inText && byte === backslash) at += 1;
    else if (byte === quote) inText = !inText;
    else if (!inText && (byte === comma || byte === bracket || byte === brace)) found += 1;
  }
  return found > most;
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
  if (occurrences(body, "&", mostParameters) < mostParameters) return;
  throw new Fault("ValidationError", `A request may have ${mostParameters} parameters at most.`);
}

/** How often the ASCII character is there, counted up to `most`. */
function occurrences(body: string | Buffer, mark: string, most: number): number {
  const next =
    typeof body === "string"
      ? (from: number) => body.indexOf(mark, from)
      : (from: number) => body.indexOf(mark.charCodeAt(0), from);
  let found = 0;
  for (let at = next(0); at >= 0 && found < most; at = next(at + 1)) found += 1;
  return found;
}
