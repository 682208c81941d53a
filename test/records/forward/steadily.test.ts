import { expect, test } from "vitest";
import { steadily } from "../../../src/records/forward/steadily.ts";

/** A clock that waits as long as it is told to. */
function clockAt() {
  let now = 0;
  return { now: () => now, sleep: async (ms: number) => void (now += ms), pass: (ms: number) => void (now += ms) };
}

const { signal } = new AbortController();

test("pieces of work are begun at the rate", async () => {
  const clock = clockAt();
  const turn = steadily(4, clock, signal);
  const times: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    await turn();
    times.push(clock.now());
  }
  expect(times).toEqual([0, 250, 500, 750, 1_000]);
});

test("what a pause held up does not come all at once behind it", async () => {
  const clock = clockAt();
  const turn = steadily(2, clock, signal);
  await turn();
  clock.pass(60_000);
  await turn();
  expect(clock.now()).toBe(60_000);
  await turn();
  expect(clock.now()).toBe(60_500);
});

test("those that ask together go one after the other", async () => {
  const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };
  const waits: number[] = [];
  const turn = steadily(10, clock, signal);
  await Promise.all([turn(), turn(), turn()]);
  expect(waits).toEqual([100, 200]);
});

test("without a rate nothing waits", async () => {
  const clock = clockAt();
  const turn = steadily(undefined, clock, signal);
  for (let count = 0; count < 100; count += 1) await turn();
  expect(clock.now()).toBe(0);
});
