import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { keep } from "../../../../src/cli/records/checkpoint/progress.ts";
import { systemClock } from "../../../../src/engine/clock.ts";

test("how far it came is kept when its output has left the process, and not before", async () => {
  const order: string[] = [];
  let leave = (): void => undefined;
  const stdout = {
    write: (_: unknown, done: () => void = () => undefined) => void (leave = () => (order.push("left"), done())),
    once: () => undefined,
  };
  const file = { save: async () => void order.push("saved") };
  const keeping = keep(file, { io: { stdout }, clock: systemClock, signal: new AbortController().signal });
  await setImmediate();
  expect(order).toEqual([]);
  leave();
  await keeping;
  expect(order).toEqual(["left", "saved"]);
});
