import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deskAt, type Desk, type Ended } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { world, type World } from "./world.ts";

const plain: readonly string[] = [];
const rich = "--api-key --batch-path /many --path /events --allow-ips 127.0.0.1 --cors https://shop.example".split(" ");

/** A local AWS with these faults, and somebody who has a proxy to make there or to take away. */
interface Case extends World {
  readonly desk: Desk;
  /** The faults that have struck. */
  readonly struck: readonly string[];
}

async function caseWith(faults: readonly string[]): Promise<Case> {
  const struck: string[] = [];
  const there = await world({ faults, onFault: (text) => struck.push(text) });
  return { ...there, desk: await deskAt(there.local), struck };
}

const up = (flags: readonly string[]) => ["up", "--local", ...flags];
const down = ["down", "--local", "--yes"];

/** Only who is to be killed needs a process of its own. */
function disturbed(kind: string, desk: Desk, words: readonly string[]): Promise<Ended> {
  return kind.startsWith("die") ? desk.run(...words) : runHere(desk, ...words);
}

/** How many calls an undisturbed `up` makes, and a `down` after it, and what is there in between. */
async function undisturbed(flags: readonly string[]) {
  const { desk, clients, asked } = await caseWith([]);
  const calls = (): number => asked.filter((one) => !one.includes("/_aws/execute-api/")).length;
  expect(await runHere(desk, ...up(flags))).toMatchObject({ code: 0 });
  const [toUp, state] = [calls(), await snapshot(clients)];
  const counted = calls();
  expect(await runHere(desk, ...down)).toMatchObject({ code: 0 });
  return { toUp, toDown: calls() - counted, state, nothing: await snapshot(clients) };
}

/** Runs so many cases, a few at a time: most of each is waiting for another process. */
async function each(count: number, run: (number: number) => Promise<void>): Promise<void> {
  let next = 1;
  const one = async (): Promise<void> => {
    while (next <= count) await run(next++);
  };
  await Promise.all([one(), one(), one()]);
}

/** A run that was disturbed ends well, is killed, or says in a sentence what is wrong. */
function fair({ code, stderr }: Ended): void {
  expect([0, 1, null]).toContain(code);
  expect(stderr).not.toMatch(/^ {4}at /m);
}

describe.each([
  ["the plain proxy", plain, ["die-before", "die-after", "lost", "throttle", "error"]],
  ["one with everything", rich, ["die-after", "lost"]],
] as const)("%s", (_name, flags, kinds) => {
  test.each(kinds)(
    "%s at every call of up: the next up ends as an undisturbed one, with one of each",
    { timeout: 600_000 },
    async (kind) => {
      const { toUp, state } = await undisturbed(flags);
      let struck = 0;
      await each(toUp, async (number) => {
        const at = await caseWith([`${kind}@#${number}`]);
        fair(await disturbed(kind, at.desk, up(flags)));
        struck += at.struck.length;
        // Of a run that was killed, also what it wrote down may be lost.
        if (kind === "die-after" && number % 2 === 0)
          await rm(join(at.desk.folder, ".kinesis-proxy"), { recursive: true, force: true });
        expect(await runHere(at.desk, ...up(flags)), `${kind} at call ${number}: ${at.struck}`).toMatchObject({
          code: 0,
        });
        expect(await snapshot(at.clients), `${kind} at call ${number}: ${at.struck}`).toEqual(state);
      });
      expect(struck).toBe(toUp);
      console.log(`${kind}: ${struck} boundaries of up, 0 duplicates, 0 orphans`);
    },
  );

  test.each(kinds)("%s at every call of down: the next down leaves nothing", { timeout: 600_000 }, async (kind) => {
    const { toUp, toDown, nothing } = await undisturbed(flags);
    let struck = 0;
    await each(toDown, async (number) => {
      const at = await caseWith([`${kind}@#${toUp + number}`]);
      expect(await runHere(at.desk, ...up(flags))).toMatchObject({ code: 0 });
      fair(await disturbed(kind, at.desk, down));
      struck += at.struck.length;
      expect(await runHere(at.desk, ...down), `${kind} at call ${number}: ${at.struck}`).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), `${kind} at call ${number}: ${at.struck}`).toEqual(nothing);
      expect(existsSync(join(at.desk.folder, ".kinesis-proxy"))).toBe(false);
    });
    expect(struck).toBe(toDown);
    console.log(`${kind}: ${struck} boundaries of down, nothing left`);
  });
});
