import { expect } from "vitest";
import { deskAt, type Desk, type Ended } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { world, type World } from "./world.ts";

const plain: readonly string[] = [];
const rich = "--api-key --batch-path /many --path /events --allow-ips 127.0.0.1 --cors https://shop.example".split(" ");

/** A local AWS with these faults, and somebody who has a proxy to make there or to take away. */
export interface Case extends World {
  readonly desk: Desk;
  /** The faults that have struck. */
  readonly struck: readonly string[];
}

export async function caseWith(faults: readonly string[]): Promise<Case> {
  const struck: string[] = [];
  const there = await world({ faults, onFault: (text) => struck.push(text) });
  return { ...there, desk: await deskAt(there.local), struck };
}

export const up = (flags: readonly string[]) => ["up", "--local", ...flags];
export const down = ["down", "--local", "--yes"];

/** Only who is to be killed needs a process of its own. */
export function disturbed(kind: string, desk: Desk, words: readonly string[]): Promise<Ended> {
  return kind.startsWith("die") ? desk.run(...words) : runHere(desk, ...words);
}

/** How many calls an undisturbed `up` makes, and a `down` after it, and what is there in between. */
export async function undisturbed(flags: readonly string[]) {
  const { desk, clients, asked } = await caseWith([]);
  const calls = (): number => asked.filter((one) => !one.includes("/_aws/execute-api/")).length;
  expect(await runHere(desk, ...up(flags))).toMatchObject({ code: 0 });
  const [toUp, state] = [calls(), await snapshot(clients)];
  const counted = calls();
  expect(await runHere(desk, ...down)).toMatchObject({ code: 0 });
  return { toUp, toDown: calls() - counted, state, nothing: await snapshot(clients) };
}

/** Runs these cases, a few at a time: most of each is waiting for another process. */
export async function each(numbers: readonly number[], run: (number: number) => Promise<void>): Promise<void> {
  const left = numbers.values();
  const one = async (): Promise<void> => {
    for (const number of left) await run(number);
  };
  await Promise.all([one(), one(), one()]);
}

/** A run that was disturbed ends well, is killed, or says in a sentence what is wrong. */
export function fair({ code, stderr }: Ended): void {
  expect([0, 1, null]).toContain(code);
  expect(stderr).not.toMatch(/^ {4}at /m);
}

/** Which proxies are disturbed, how, and at how many calls: at all, or at some where another kind already meets each call. */
export const disturbances = [
  ["the plain proxy", plain, ["die-after"], Infinity],
  ["the plain proxy, now and then", plain, ["lost", "die-before", "throttle", "error"], 7],
  ["one with everything", rich, ["die-after", "lost"], 7],
] as const;

/** Of the boundaries 1 to `count`, some that the seed picks, or all with `npm run test:long`. */
export function boundaries(count: number, some: number, seed = Number(process.env["KINESIS_PROXY_TEST_SEED"] ?? 8)) {
  const all = Array.from({ length: count }, (_, index) => index + 1);
  if (process.env["KINESIS_PROXY_TEST_LONG"] !== undefined) return all;
  let random = seed;
  const rolled = all.map((number) => {
    random = (random * 48_271 + 11) % 2_147_483_647;
    return { number, random };
  });
  return rolled
    .toSorted((one, other) => one.random - other.random)
    .slice(0, some)
    .map(({ number }) => number);
}
