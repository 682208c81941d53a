import { CliError, InterruptedError } from "../core/errors.ts";
import { colourful, type IO } from "./io.ts";
import { paint } from "./words.ts";

/** Says what went wrong: a sentence and a hint on stderr; with --json the same as one document on stdout.
 * A stack only for what nobody foresaw, or with --debug. */
export function reportError(
  error: unknown,
  io: IO,
  { json, debug, noColor }: { readonly json: boolean; readonly debug: boolean; readonly noColor: boolean },
): void {
  // Ctrl-C is how one ends what only reads: nothing to say.
  if (error instanceof InterruptedError && error.hint === undefined) return;
  const colour = colourful(io.stderr, io.env, noColor);
  const known = error instanceof CliError;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : "This is a bug of kinesis-proxy. Please report it with the lines above.";
  const exitCode = known ? error.exitCode : 1;
  if (json) io.stdout.write(`${JSON.stringify({ error: { message, hint, exitCode } })}\n`);
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
