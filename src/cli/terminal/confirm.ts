import { InterruptedError, UsageError } from "../../engine/errors.ts";
import type { IO } from "../../report/io.ts";
import { visible } from "../../report/visible.ts";
import { typedPieces, type TypedPieces } from "./typed-pieces.ts";

/** Is there a terminal to ask on? */
export function isTerminal({ stdin, stderr }: Pick<IO, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Does somebody type, and see it? What comes by a pipe is seen by nobody. */
export function isTyped({ stdin }: Pick<IO, "stdin">): boolean {
  return stdin.isTTY === true;
}

/** Throws a UsageError when there is neither --yes nor a terminal to ask on; its sentence begins with `there`. */
export function requireTerminal(io: IO, options: { readonly yes?: boolean | undefined }, there = "There"): void {
  if (options.yes === true || isTerminal(io)) return;
  throw new UsageError(`${there} is no terminal to ask on.`, "Pass --yes to go ahead without being asked.");
}

/** What is printed after an answer of no. */
export const NOTHING_CHANGED = "Nothing was changed.";

/** Asks on the terminal; any answer but yes is a no. */
export async function ask(io: IO, question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await askLine(io, `${question} [y/N] `));
}

/** Asks for the code that an MFA device shows. */
export async function askCode(io: IO, serial: string): Promise<string> {
  if (!isTerminal(io))
    throw new UsageError(
      `The profile needs a code from the MFA device ${serial}, and there is no terminal to ask on.`,
      'Get credentials for a session first ("aws sts get-session-token"), or choose another --profile.',
    );
  return askLine(io, `MFA code for ${serial}: `);
}

/** The line that is typed after the question, and not before it, without spaces around it. Throws an InterruptedError on Ctrl-C. */
export async function askLine(io: IO, question: string): Promise<string> {
  const typed = typedPieces(io, NOTHING_CHANGED);
  try {
    await discard(typed, io);
    io.stderr.write(visible(question));
    const line = await lineOf(typed);
    // Ctrl-D ends the input without a line end.
    if (!line.endsWith("\n")) io.stderr.write("\n");
    return line.trim();
  } catch (error) {
    io.stderr.write("\n");
    throw error;
  } finally {
    await typed.close();
  }
}

const CTRL_C = "\u0003";

/** Discards what was typed before, also a line without its end, which a terminal delivers in raw mode only. */
async function discard(typed: TypedPieces, { stdin }: Pick<IO, "stdin">): Promise<void> {
  stdin.setRawMode?.(true);
  try {
    while (await typed.waits()) {
      const piece = await typed.take();
      if (piece === undefined) return;
      // In raw mode Ctrl-C is a character, not a signal.
      if (Buffer.from(piece).toString().includes(CTRL_C)) throw new InterruptedError(NOTHING_CHANGED);
    }
  } finally {
    stdin.setRawMode?.(false);
  }
}

/** The next line; shorter where the input ends. */
async function lineOf(typed: TypedPieces): Promise<string> {
  let line = "";
  while (!line.includes("\n")) {
    const piece = await typed.take();
    if (piece === undefined) break;
    line += Buffer.from(piece).toString();
  }
  return line;
}
