import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { room, type Place, type Room } from "../../../src/records/read/semaphore.ts";

/** Asks for room for each of these, in order; tells who is in. */
function asking(one: Room, ...sizes: readonly number[]) {
  const places = new Map<number, Place>();
  sizes.forEach((bytes, index) => void one.enter(bytes).then((place) => places.set(index, place)));
  return { places, inside: async () => (await setImmediate(), [...places.keys()]) };
}

test("who asks comes in, in the order of asking, as far as there is room", async () => {
  const { inside, places } = asking(room(100), 60, 40, 1, 30);
  expect(await inside()).toEqual([0, 1]);
  places.get(0)?.leave();
  expect(await inside()).toEqual([0, 1, 2, 3]);
});

test("a small one does not overtake a large one that waits", async () => {
  const { inside, places } = asking(room(100), 60, 50, 10);
  expect(await inside()).toEqual([0]);
  places.get(0)?.resize(40);
  expect(await inside()).toEqual([0, 1, 2]);
});

test("what is larger than the whole room comes in alone", async () => {
  const { inside, places } = asking(room(100), 1, 101, 1);
  expect(await inside()).toEqual([0]);
  places.get(0)?.leave();
  expect(await inside()).toEqual([0, 1]);
  places.get(1)?.resize(99);
  expect(await inside()).toEqual([0, 1, 2]);
});

test("who leaves takes up nothing any more, however often one says so", async () => {
  const one = room(100);
  for (let turn = 0; turn < 3; turn += 1) {
    const place = await one.enter(100);
    place.resize(250);
    place.leave();
    place.leave();
  }
  const { inside } = asking(one, 50, 50, 1);
  expect(await inside()).toEqual([0, 1]);
});
