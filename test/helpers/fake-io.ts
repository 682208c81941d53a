import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    /** What is typed. */
    readonly input?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<FakeIo> {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), "kinesis-proxy-cli-")));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const { env = {}, tty = false, input = "", signal = new AbortController().signal } = options;
  return { stdout: sink(tty), stderr: sink(tty), stdin: keyboard(input, tty), env, cwd, signal };
}

function keyboard(input: string, isTTY: boolean): IO["stdin"] {
  return {
    isTTY,
    async *[Symbol.asyncIterator]() {
      if (input !== "") yield Buffer.from(input);
    },
  };
}
