import { setImmediate } from "node:timers/promises";
import { InterruptedError } from "../../engine/errors.ts";
import type { IO } from "../../report/io.ts";

/** What comes in on standard input, piece by piece as it arrives. */
export interface TypedPieces {
  /** The next piece; undefined at the end of the input. Throws an InterruptedError on Ctrl-C. */
  take(): Promise<Uint8Array | undefined>;
  /** Has a piece arrived, or the end? A terminal delivers what it has within a turn of the event loop; a few turns are enough. */
  waits(): Promise<boolean>;
  /** Ends the reading, unless a read is still pending. */
  close(): Promise<void>;
}

/** Begins to read standard input; `hint` says what Ctrl-C leaves. */
export function typedPieces({ stdin, signal }: Pick<IO, "stdin" | "signal">, hint: string): TypedPieces {
  const input = stdin[Symbol.asyncIterator]();
  const interrupted = (): InterruptedError => new InterruptedError(hint);
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(interrupted());
    signal.addEventListener("abort", () => reject(interrupted()), { once: true });
  });
  aborted.catch(() => undefined);
  let next: Promise<IteratorResult<Uint8Array>> | undefined;
  const read = (): Promise<IteratorResult<Uint8Array>> => (next ??= input.next());
  return {
    async take() {
      const { value, done } = await Promise.race([read(), aborted]);
      next = undefined;
      return done === true ? undefined : value;
    },
    waits: () => Promise.race([read().then(() => true), aborted, quiet()]),
    close: async () => void (next === undefined && (await input.return?.())),
  };
}

async function quiet(): Promise<boolean> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  return false;
}
