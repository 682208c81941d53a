import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { semaphore, type Permit, type Semaphore } from "../../../src/records/read/semaphore.ts";

/** Acquires each of these, in order; tells which are admitted. */
function asking(one: Semaphore, ...sizes: readonly number[]) {
  const permits = new Map<number, Permit>();
  sizes.forEach((bytes, index) => void one.acquire(bytes).then((permit) => permits.set(index, permit)));
  return { permits, inside: async () => (await setImmediate(), [...permits.keys()]) };
}

test("callers are admitted in the order of their calls, as far as it is free", async () => {
  const { inside, permits } = asking(semaphore(100), 60, 40, 1, 30);
  expect(await inside()).toEqual([0, 1]);
  permits.get(0)?.release();
  expect(await inside()).toEqual([0, 1, 2, 3]);
});

test("a small amount does not overtake a large one that waits", async () => {
  const { inside, permits } = asking(semaphore(100), 60, 50, 10);
  expect(await inside()).toEqual([0]);
  permits.get(0)?.resize(40);
  expect(await inside()).toEqual([0, 1, 2]);
});

test("what is larger than all of it runs alone", async () => {
  const { inside, permits } = asking(semaphore(100), 1, 101, 1);
  expect(await inside()).toEqual([0]);
  permits.get(0)?.release();
  expect(await inside()).toEqual([0, 1]);
  permits.get(1)?.resize(99);
  expect(await inside()).toEqual([0, 1, 2]);
});

test("what is released twice is free once", async () => {
  const one = semaphore(100);
  for (let turn = 0; turn < 3; turn += 1) {
    const permit = await one.acquire(100);
    permit.resize(250);
    permit.release();
    permit.release();
  }
  const { inside } = asking(one, 50, 50, 1);
  expect(await inside()).toEqual([0, 1]);
});
