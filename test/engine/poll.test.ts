import { expect, test } from "vitest";
import { systemClock } from "../../src/engine/clock.ts";
import { InterruptedError } from "../../src/engine/errors.ts";
import { poll } from "../../src/engine/poll.ts";
import { fakeClock } from "../helpers/fake-clock.ts";

const signal = new AbortController().signal;

/** Gives undefined so many times, then "there". */
const after = (looks: number) => async () => (looks-- > 0 ? undefined : "there");

test("what is there at once is not waited for", async () => {
  const clock = fakeClock();
  expect(await poll(after(0), { clock, signal, first: 500, timeout: 10_000 })).toBe("there");
  expect(clock.slept).toEqual([]);
});

test("waits grow up to the most", async () => {
  const clock = fakeClock();
  const options = { clock, signal, first: 1_000, factor: 2, most: 5_000, timeout: 60_000 };
  expect(await poll(after(5), options)).toBe("there");
  expect(clock.slept).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
});

test("before each wait it tells how long it has been", async () => {
  const told: number[] = [];
  const waiting = (elapsed: number): void => void told.push(elapsed);
  await poll(after(3), { clock: fakeClock(), signal, first: 1_000, factor: 2, timeout: 60_000, waiting });
  expect(told).toEqual([0, 1_000, 3_000]);
});

test("gives undefined rather than wait beyond the time", async () => {
  const clock = fakeClock();
  expect(await poll(after(Infinity), { clock, signal, first: 1_000, factor: 1, timeout: 3_500 })).toBeUndefined();
  expect(clock.slept).toEqual([1_000, 1_000, 1_000]);
});

test("an interrupt ends it with the signal's reason, and a failure of the look with that failure", async () => {
  const reason = new InterruptedError();
  const options = { clock: fakeClock(), first: 1_000, timeout: 60_000 };
  const stop = new AbortController();
  const look = async (): Promise<undefined> => void stop.abort(reason);
  await expect(poll(look, { ...options, signal: stop.signal })).rejects.toBe(reason);
  const broken = () => Promise.reject(new Error("broken"));
  await expect(poll(broken, { ...options, signal })).rejects.toThrow("broken");
});

test("the system clock's sleep ends with the signal's reason", async () => {
  const reason = new InterruptedError();
  const stop = new AbortController();
  const sleep = systemClock.sleep(3_600_000, stop.signal);
  stop.abort(reason);
  await expect(sleep).rejects.toBe(reason);
});
