import { expect, it } from "vitest";
import { logsPlane } from "./logs-plane.ts";

const day = 86_400_000;

it("forgets what is older than the retention of its group, by the clock", async () => {
  const { call, clock, write, store } = logsPlane();
  await write("s", "old");
  await call("PutRetentionPolicy", { logGroupName: "g", retentionInDays: 3 });
  clock.move(2 * day);
  await write("s", "new");
  const messages = async () => (await call("FilterLogEvents", { logGroupName: "g" })).body.events.length as number;
  expect(await messages()).toBe(2);
  clock.move(day + 1);
  expect(await messages()).toBe(1);
  expect(store.bytes).toBe("new".length + 26);
  await call("DeleteRetentionPolicy", { logGroupName: "g" });
  clock.move(4000 * day);
  expect(await messages()).toBe(1);
});

it("gives up the oldest events beyond its limit, in whichever stream they are", async () => {
  const { call, clock, write, store } = logsPlane();
  store.mostBytes = 100_000;
  const lines = (name: string) => Array.from({ length: 100 }, (_, at) => `${name} ${at} ${"x".repeat(200)}`);
  const all: string[] = [];
  for (const stream of ["a", "b", "c", "d", "e", "f"]) {
    clock.move(200_000);
    await write(stream, ...lines(stream));
    all.push(...lines(stream));
    expect(store.bytes).toBeLessThanOrEqual(100_000);
  }
  const { body } = await call("FilterLogEvents", { logGroupName: "g" });
  const left = body.events.map(({ message }: { message: string }) => message);
  expect(left.length).toBeGreaterThan(300);
  expect(left).toEqual(all.slice(-left.length));
});

it("counts the bytes of what is deleted no more", async () => {
  const { call, write, store } = logsPlane();
  await write("s", "é");
  await write("t", "abc");
  expect(store.bytes).toBe(2 + 3 + 2 * 26);
  await call("DeleteLogStream", { logGroupName: "g", logStreamName: "t" });
  expect(store.bytes).toBe(2 + 26);
  await call("DeleteLogGroup", { logGroupName: "g" });
  expect(store.bytes).toBe(0);
});
