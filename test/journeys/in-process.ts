import { setMaxListeners } from "node:events";
import { systemClock, type Clock } from "../../src/engine/clock.ts";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { sink } from "../helpers/fake-io.ts";
import type { Local } from "../../src/local/index.ts";
import { deskAt, program, type Desk, type Document, type Ended } from "./cli.ts";

/** A desk whose commands run in this process, and are told as if the program had been started: for all that looks at what a command
 * does, and not at how a process starts and ends. */
export async function hereAt(local: Pick<Local, "port">): Promise<Desk> {
  const desk = await deskAt(local);
  const run: Desk["run"] = (...words) => runBy(systemClock, { ...desk, script: program }, ...words);
  return {
    ...desk,
    run,
    async json(...words) {
      const { code, stdout, stderr } = await run(...words, "--json");
      if (code !== 0) throw new Error(`"kinesis-proxy ${words.join(" ")}" ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Document;
    },
  };
}

/** Runs `kinesis-proxy` with these words as the desk would, but in this process, where it starts at once and no wait takes time. */
export function runHere(desk: Desk, ...words: readonly string[]): Promise<Ended> {
  return runBy(fakeClock(Date.now()), desk, ...words);
}

/** The same, for several that are at work at the same time: they wait for each other, and so take time. */
export function runBeside(desk: Desk, ...words: readonly string[]): Promise<Ended> {
  return runBy(systemClock, desk, ...words);
}

/** The same by a clock of the test's. */
export async function runBy(
  clock: Clock,
  { folder, env, script }: Desk & { readonly script?: string },
  ...words: readonly string[]
): Promise<Ended> {
  const [stdout, stderr] = [sink(), sink()];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const stdin = { isTTY: false, async *[Symbol.asyncIterator]() {} };
  const code = await main(words, { stdout, stderr, stdin, env, cwd: folder, script, signal }, { clock });
  return { code, signal: null, stdout: stdout.text, stderr: stderr.text };
}
