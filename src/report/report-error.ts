import { CliError, InterruptedError } from "../engine/errors.ts";
import { ErrorWithResult } from "./error-with-result.ts";
import { asCalled, programName } from "./as-called.ts";
import type { ReportOptions } from "./choose-reporter.ts";
import { colourful, type IO } from "./io.ts";
import { visible, visibleJson, sentence } from "./visible.ts";
import { paint } from "./paint.ts";

/** Prints an error: a sentence and a hint on stderr; with --json one document on stdout, with the result if there is one. A stack
 * is printed for bugs, and with --debug. */
export function reportError(
  error: unknown,
  io: IO,
  { json, debug, colors, proxyFlags, localPort, ownPort }: Omit<ReportOptions, "quiet">,
): void {
  // Ctrl-C is the usual end of a command that only reads: nothing to say, unless a document was asked for.
  if (!json && error instanceof InterruptedError && error.hint === undefined) return;
  const colour = colourful(io.stderr, io.env, colors);
  const known = error instanceof CliError;
  const message = sentence(error instanceof Error ? error.message : String(error));
  const advice = known ? error.hint : "This is a bug in kinesis-proxy. Please report it with the lines above.";
  const hint = advice && asCalled(sentence(advice), { program: programName(io), proxyFlags, localPort, ownPort });
  const exitCode = known ? error.exitCode : 1;
  const result = error instanceof ErrorWithResult ? error.result : undefined;
  if (json) io.stdout.write(`${visibleJson({ ...result?.value, error: { message, hint, exitCode } })}\n`);
  else for (const line of result?.lines ?? []) io.stdout.write(`${visible(line)}\n`);
  const stack = known && !debug ? undefined : stackOf(error);
  if (stack !== undefined) io.stderr.write(`${visible(stack)}\n`);
  io.stderr.write(`${paint("red", "error:", colour)} ${message}\n`);
  if (hint !== undefined) io.stderr.write(`${paint("cyan", "hint:", colour)}  ${hint}\n`);
}

function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = stackOf(error.cause);
  return cause === undefined ? error.stack : `${error.stack}\ncaused by: ${cause}`;
}
