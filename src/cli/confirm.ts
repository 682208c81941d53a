import { setImmediate } from "node:timers/promises";
import { InterruptedError, UsageError } from "../engine/errors.ts";
import type { IO } from "../report/io.ts";
import { visible } from "../report/visible.ts";

/** Is there a terminal to ask on? */
export function isTerminal({ stdin, stderr }: Pick<IO, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
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

/** The line that is typed after the question, without spaces around it. Throws an InterruptedError on Ctrl-C. */
export async function askLine(io: IO, question: string): Promise<string> {
  const typed = keyboard(io);
  try {
    await typed.discard();
    io.stderr.write(visible(question));
    const line = await typed.line();
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

/** What is typed, as it arrives. */
function keyboard({ stdin, signal }: IO) {
  const input = stdin[Symbol.asyncIterator]();
  const interrupted = (): InterruptedError => new InterruptedError(NOTHING_CHANGED);
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(interrupted());
    signal.addEventListener("abort", () => reject(interrupted()), { once: true });
  });
  aborted.catch(() => undefined);
  let next: Promise<IteratorResult<Uint8Array>> | undefined;
  const read = (): Promise<IteratorResult<Uint8Array>> => (next ??= input.next());
  const text = (chunk: Uint8Array): string => Buffer.from(chunk).toString();

  return {
    /** Discards what was typed before, also a line without its end, which a terminal delivers in raw mode only. */
    async discard(): Promise<void> {
      stdin.setRawMode?.(true);
      try {
        for (;;) {
          const chunk = await Promise.race([read(), aborted, quiet()]);
          if (chunk === undefined) return;
          next = undefined;
          if (chunk.done === true) return;
          // In raw mode Ctrl-C is a character, not a signal.
          if (text(chunk.value).includes(CTRL_C)) throw interrupted();
        }
      } finally {
        stdin.setRawMode?.(false);
      }
    },
    /** The next line; shorter where the input ends. */
    async line(): Promise<string> {
      let line = "";
      while (!line.includes("\n")) {
        const { value, done } = await Promise.race([read(), aborted]);
        next = undefined;
        if (done === true) break;
        line += text(value);
      }
      return line;
    },
    /** Ends the reading, unless a read is still pending. */
    close: async (): Promise<void> => void (next === undefined && (await input.return?.())),
  };
}

/** A terminal delivers what it has within a turn of the event loop; a few turns are enough. */
async function quiet(): Promise<undefined> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  return undefined;
}
