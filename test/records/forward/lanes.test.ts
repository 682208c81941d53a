import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { lanes } from "../../../src/records/forward/lanes.ts";

test("a lane keeps its order, lanes run side by side, and never more than allowed", async () => {
  const done: string[] = [];
  let [running, most] = [0, 0];
  const work = lanes(2);
  for (let turn = 0; turn < 60; turn += 1) {
    const lane = String(turn % 3);
    await work.add(lane, async () => {
      running += 1;
      most = Math.max(most, running);
      for (let wait = (turn * 7) % 5; wait >= 0; wait -= 1) await setImmediate();
      running -= 1;
      done.push(`${lane}:${turn}`);
    });
  }
  await work.done();
  for (const lane of ["0", "1", "2"]) {
    const turns = done.filter((one) => one.startsWith(lane)).map((one) => Number(one.slice(2)));
    expect(turns).toEqual([...turns].sort((one, other) => one - other));
  }
  expect([done.length, most]).toEqual([60, 2]);
});

test("a new lane begins after all that came before it: a shard after its parents", async () => {
  const done: string[] = [];
  const work = lanes(8);
  const slow = (name: string) => async () => {
    for (let wait = 0; wait < 20; wait += 1) await setImmediate();
    done.push(name);
  };
  await work.add("parent", slow("1"));
  await work.add("parent", slow("2"));
  await work.add("child", async () => void done.push("3"));
  await work.done();
  expect(done).toEqual(["1", "2", "3"]);
});

test("what one piece throws ends the rest, and is thrown to whoever adds or waits", async () => {
  const work = lanes(1);
  await work.add("a", () => Promise.reject(new Error("refused")));
  await work.add("a", () => Promise.reject(new Error("never run"))).catch(() => undefined);
  await expect(work.done()).rejects.toThrow("refused");
  await expect(work.add("a", () => Promise.resolve())).rejects.toThrow("refused");
});

test("nothing that waits behind a failure is begun: its record comes after the one that nobody took", async () => {
  const work = lanes(8);
  const begun: string[] = [];
  let fail = (): void => undefined;
  await work.add("a", () => new Promise((_, reject) => (fail = () => reject(new Error("refused")))));
  await work.add("a", async () => void begun.push("behind it"));
  fail();
  await expect(work.done()).rejects.toThrow("refused");
  expect(begun).toEqual([]);
});
