import { expect, test } from "vitest";
import { merge } from "../../../src/records/read/merge.ts";

test("a reader that leaves ends those who hand over, the one whose item it has and those who wait", async () => {
  const ends: Promise<unknown>[] = [];
  const all = merge<string>(new AbortController().signal, async (hand) => {
    for (const item of ["a", "b"]) ends.push(hand(item).catch(() => `${item} was left`));
    await Promise.all(ends);
  });
  for await (const item of all) {
    expect(item).toBe("a");
    break;
  }
  expect(await Promise.all(ends)).toEqual(["a was left", "b was left"]);
});

test("what is handed over side by side comes one by one, and then the error that ended it", async () => {
  const all = merge<number>(new AbortController().signal, async (hand) => {
    await Promise.all([hand(1), hand(2)]);
    throw new Error("over");
  });
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of all) seen.push(item);
  })();
  await expect(reading).rejects.toThrow("over");
  expect(seen).toEqual([1, 2]);
});
