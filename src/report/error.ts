import { CliError, InterruptedError } from "../core/errors.ts";
import { AnsweredError } from "./answered-error.ts";
import { colourful, type IO } from "./io.ts";
import { paint } from "./words.ts";

/** Says what went wrong: a sentence and a hint on stderr; with --json the same as one document on stdout,
 * with the answer that there is all the same. A stack only for what nobody foresaw, or with --debug. */
export function reportError(
  error: unknown,
  io: IO,
  { json, debug, noColor }: { readonly json: boolean; readonly debug: boolean; readonly noColor: boolean },
): void {
  // Ctrl-C is how one ends what only reads: nothing to say, but a document that was asked for.
  if (!json && error instanceof InterruptedError && error.hint === undefined) return;
  const colour = colourful(io.stderr, io.env, noColor);
  const known = error instanceof CliError;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : "This is a bug of kinesis-proxy. Please report it with the lines above.";
  const exitCode = known ? error.exitCode : 1;
  const answer = error instanceof AnsweredError ? error.answer : undefined;
  if (json) io.stdout.write(`${JSON.stringify({ ...answer?.value, error: { message, hint, exitCode } })}\n`);
  else for (const line of answer?.lines ?? []) io.stdout.write(`${line}\n`);
  const stack = known && !debug ? undefined : stackOf(error);
  if (stack !== undefined) io.stderr.write(`${stack}\n`);
  io.stderr.write(`${paint("red", "error:", colour)} ${message}\n`);
  if (hint !== undefined) io.stderr.write(`${paint("cyan", "hint:", colour)}  ${hint}\n`);
}

function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = stackOf(error.cause);
  return cause === undefined ? error.stack : `${error.stack}\ncaused by: ${cause}`;
}
