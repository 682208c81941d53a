import { describe, expect, test } from "vitest";
import { deskAt, type Ended } from "./cli.ts";
import { runBeside, runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { world } from "./world.ts";

const rich = "--api-key --batch-path /many --path /events --cors https://shop.example".split(" ");

/** What an undisturbed `up` makes, and the calls with which it changes something. */
async function alone(flags: readonly string[]) {
  const { local, clients, asked } = await world();
  expect(await runHere(await deskAt(local), "up", "--local", ...flags)).toMatchObject({ code: 0 });
  return { changes: changesIn(asked), made: await snapshot(clients) };
}

function changesIn(asked: readonly string[]): readonly string[] {
  return asked.filter((one) => /^(?!Get|List|Describe|Simulate|Test)[A-Z][A-Za-z]+$/.test(one));
}

/** How often each call that makes something was made. */
function creations(changes: readonly string[]): Readonly<Record<string, number>> {
  const made = changes.filter((one) => one.startsWith("Create"));
  return Object.fromEntries(made.map((one) => [one, made.filter((other) => other === one).length]));
}

/** It ended well, or says in a sentence what is in its way. */
function fair({ code, stderr }: Ended): void {
  expect([0, 1, 3]).toContain(code);
  expect(stderr).not.toMatch(/^ {4}at /m);
  if (code !== 0) expect(stderr).toMatch(/^error: \S.*\nhint: /m);
}

test("of two in the same folder one works, and the other says who does", async () => {
  const { local, asked } = await world({ faults: ["slow=20ms"] });
  const desk = await deskAt(local);
  const both = await Promise.all([runBeside(desk, "up", "--local"), runBeside(desk, "up", "--local")]);
  const [well, refused] = both.toSorted((one, other) => Number(one.code) - Number(other.code));
  expect(well).toMatchObject({ code: 0 });
  expect(refused?.code).toBe(1);
  expect(changesIn(asked).toSorted()).toEqual((await alone([])).changes.toSorted());
  expect(refused?.stderr).toMatch(new RegExp(`pid ${process.pid} on .*since .*"kinesis-proxy up"`));
  expect(await runHere(desk, "up", "--local")).toMatchObject({ code: 0 });
});

// How the calls of the runs lie between each other depends on how long each takes.
const all = ["slow=1ms", "slow=40ms~30%", "slow=60ms@CreateRestApi"];

/** All of them with `npm run test:long`; otherwise one for each proxy and meeting, in turn. */
const tempers = (turn: number): readonly string[] =>
  process.env["KINESIS_PROXY_TEST_LONG"] === undefined ? all.slice(turn % 3, (turn % 3) + 1) : all;

describe.each([
  ["the plain proxy", [], 0],
  ["one with everything", rich, 1],
] as const)("%s, from folders that do not know of each other", (_name, flags, turn) => {
  test.each(tempers(turn))("three times up at once make one of each: %s", async (temper) => {
    const { local, clients, asked } = await world({ faults: [temper] });
    const desks = await Promise.all([deskAt(local), deskAt(local), deskAt(local)]);
    const ended = await Promise.all(desks.map((desk) => runBeside(desk, "up", "--local", ...flags)));
    ended.forEach(fair);
    const { changes, made } = await alone(flags);
    const most = creations(changes);
    for (const [call, times] of Object.entries(creations(changesIn(asked))))
      expect({ call, often: times > 3 * (most[call] ?? 0) }).toEqual({ call, often: false });
    // Whoever was refused, or was pulled the rug from under, comes again.
    for (const desk of desks) expect(await runHere(desk, "up", "--local", ...flags)).toMatchObject({ code: 0 });
    expect(await snapshot(clients)).toEqual(made);
  });

  test.each(tempers(turn + 1))(
    "up against down: the next up makes one of each, and the next down leaves nothing: %s",
    async (temper) => {
      const { local, clients } = await world({ faults: [temper] });
      const nothing = await snapshot(clients);
      const [one, other] = await Promise.all([deskAt(local), deskAt(local)]);
      expect(await runHere(one, "up", "--local", ...flags)).toMatchObject({ code: 0 });
      const ended = await Promise.all([
        runBeside(one, "down", "--local", "--yes"),
        runBeside(other, "up", "--local", ...flags),
      ]);
      ended.forEach(fair);
      expect(await runHere(other, "up", "--local", ...flags)).toMatchObject({ code: 0 });
      expect(await snapshot(clients)).toEqual((await alone(flags)).made);
      expect(await runHere(other, "down", "--local", "--yes")).toMatchObject({ code: 0 });
      expect(await snapshot(clients)).toEqual(nothing);
    },
  );

  test.each(tempers(turn + 2))("three times down at once, and once more, leave nothing: %s", async (temper) => {
    const { local, clients } = await world({ faults: [temper] });
    const nothing = await snapshot(clients);
    const desks = await Promise.all([deskAt(local), deskAt(local), deskAt(local)]);
    expect(await runHere(desks[0]!, "up", "--local", ...flags)).toMatchObject({ code: 0 });
    const ended = await Promise.all(desks.map((desk) => runBeside(desk, "down", "--local", "--yes")));
    ended.forEach(fair);
    expect(await runHere(desks[0]!, "down", "--local", "--yes")).toMatchObject({ code: 0 });
    expect(await snapshot(clients)).toEqual(nothing);
  });
});
