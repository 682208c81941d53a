import { CliError, InterruptedError } from "../engine/errors.ts";
import { AnsweredError } from "./error-with-result.ts";
import { asCalled, programName } from "./as-called.ts";
import type { ReportOptions } from "./choose.ts";
import { colourful, type IO } from "./io.ts";
import { visible, visibleJson, sentence } from "./visible.ts";
import { paint } from "./step-line.ts";

/** Says what went wrong: a sentence and a hint on stderr; with --json the same as one document on stdout,
 * with the answer that there is all the same. A stack only for what nobody foresaw, or with --debug. */
export function reportError(
  error: unknown,
  io: IO,
  { json, debug, noColor, meant }: Omit<ReportOptions, "quiet">,
): void {
  // Ctrl-C is how one ends what only reads: nothing to say, but a document that was asked for.
  if (!json && error instanceof InterruptedError && error.hint === undefined) return;
  const colour = colourful(io.stderr, io.env, noColor);
  const known = error instanceof CliError;
  const message = sentence(error instanceof Error ? error.message : String(error));
  const advice = known ? error.hint : "This is a bug of kinesis-proxy. Please report it with the lines above.";
  const hint = advice && asCalled(sentence(advice), { program: programName(io), meant });
  const exitCode = known ? error.exitCode : 1;
  const answer = error instanceof AnsweredError ? error.answer : undefined;
  if (json) io.stdout.write(`${visibleJson({ ...answer?.value, error: { message, hint, exitCode } })}\n`);
  else for (const line of answer?.lines ?? []) io.stdout.write(`${visible(line)}\n`);
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
