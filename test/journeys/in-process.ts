import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { sink } from "../helpers/fake-io.ts";
import type { Desk, Ended } from "./cli.ts";

/** Runs `kinesis-proxy` with these words as the desk would, but in this process, where it starts at once and no wait takes time. */
export async function runHere({ folder, env }: Desk, ...words: readonly string[]): Promise<Ended> {
  const [stdout, stderr] = [sink(), sink()];
  const { signal } = new AbortController();
  const stdin = { isTTY: false, async *[Symbol.asyncIterator]() {} };
  const code = await main(words, { stdout, stderr, stdin, env, cwd: folder, signal }, { clock: fakeClock(Date.now()) });
  return { code, signal: null, stdout: stdout.text, stderr: stderr.text };
}
