import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { IO } from "../../src/report/io.ts";

/** A stream that keeps what is written to it. */
export interface Sink {
  write(chunk: string | Uint8Array): boolean;
  readonly isTTY: boolean;
  /** All of it so far. */
  readonly text: string;
}

export function sink(isTTY = false): Sink {
  const chunks: string[] = [];
  return {
    isTTY,
    write: (chunk) => chunks.push(Buffer.from(chunk).toString()) > 0,
    ...cursor,
    get text() {
      return chunks.join("");
    },
  };
}

/** What a spinner asks of a terminal beside writing. */
const cursor = { columns: 80, cursorTo: () => true, clearLine: () => true, moveCursor: () => true };

export interface FakeIo extends IO {
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** The world of one command line: an empty working directory that is gone when the test ends, and no environment but `env`. */
export async function fakeIo(
  options: {
    readonly env?: Readonly<Record<string, string>>;
    /** Standard output, error and input are a terminal. */
    readonly tty?: boolean;
    /** What is typed, a line after each question. */
    readonly input?: string;
    /** What is typed before the first question. */
    readonly typedAhead?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<FakeIo> {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), "kinesis-proxy-cli-")));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const { env = {}, tty = false, input = "", typedAhead = "", signal = new AbortController().signal } = options;
  const stderr = sink(tty);
  return { stdout: sink(tty), stderr, stdin: keyboard(typedAhead, input, tty, stderr), env, cwd, signal };
}

/** A person who reads each question before the answer is typed; who has nothing more to type ends the input. */
function keyboard(ahead: string, input: string, isTTY: boolean, screen: Sink): IO["stdin"] {
  const waiting = ahead === "" ? [] : [ahead];
  const lines = input.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let [answered, raw] = [0, false];
  const asked = (): number => screen.text.split(/\[y\/N\] |MFA code for \S+: |\]: /).length - 1;
  return {
    isTTY,
    setRawMode: (on: boolean) => (raw = on),
    [Symbol.asyncIterator]: () => ({
      async next() {
        for (let turn = 0; turn < 10_000; turn += 1) {
          // A terminal hands out a line without its end in raw mode only.
          if (waiting[0]?.endsWith("\n") === true || (raw && waiting[0] !== undefined))
            return { value: Buffer.from(waiting.shift()!), done: false };
          if (!isTTY || asked() > answered) break;
          await setImmediate();
        }
        const line = `${waiting.shift() ?? ""}${lines[answered] ?? ""}`;
        answered += 1;
        return line === "" ? { value: undefined, done: true } : { value: Buffer.from(line), done: false };
      },
    }),
  };
}
