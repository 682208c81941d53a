import { setMaxListeners } from "node:events";
import { systemClock, type Clock } from "../../src/engine/clock.ts";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { sink } from "../helpers/fake-io.ts";
import type { Desk, Ended } from "./cli.ts";

/** Runs `kinesis-proxy` with these words as the desk would, but in this process, where it starts at once and no wait takes time. */
export function runHere(desk: Desk, ...words: readonly string[]): Promise<Ended> {
  return runBy(fakeClock(Date.now()), desk, ...words);
}

/** The same, for several that are at work at the same time: they wait for each other, and so take time. */
export function runBeside(desk: Desk, ...words: readonly string[]): Promise<Ended> {
  return runBy(systemClock, desk, ...words);
}

/** The same by a clock of the test's. */
export async function runBy(clock: Clock, { folder, env }: Desk, ...words: readonly string[]): Promise<Ended> {
  const [stdout, stderr] = [sink(), sink()];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const stdin = { isTTY: false, async *[Symbol.asyncIterator]() {} };
  const code = await main(words, { stdout, stderr, stdin, env, cwd: folder, signal }, { clock });
  return { code, signal: null, stdout: stdout.text, stderr: stderr.text };
}
