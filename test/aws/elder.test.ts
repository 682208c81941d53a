import { expect, test } from "vitest";
import { elder } from "../../src/aws/elder.ts";
import { fakeClock } from "../helpers/fake-clock.ts";

/** What is seen by `mine` at each look, the oldest first. */
async function looking(...looks: readonly (readonly string[])[]) {
  const clock = fakeClock();
  let look = 0;
  const list = async () => looks[Math.min(look++, looks.length - 1)]!.map((id) => ({ id }));
  const other = await elder({ clock, signal: new AbortController().signal }, "mine", list);
  return { other: other?.id, slept: clock.slept };
}

test("alone, it stays", async () => {
  expect(await looking(["mine"])).toEqual({ other: undefined, slept: [] });
});

test("an older one is used at once", async () => {
  expect(await looking(["theirs", "mine"])).toEqual({ other: "theirs", slept: [] });
});

test("a younger one is given time to go", async () => {
  expect(await looking(["mine", "theirs"], ["mine"])).toEqual({ other: undefined, slept: [2_000] });
});

test("a younger one that stays is in use: its run has looked before", async () => {
  expect(await looking(["mine", "theirs"], ["mine", "theirs"])).toEqual({ other: "theirs", slept: [2_000] });
});
