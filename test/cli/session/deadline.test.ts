import { expect, test } from "vitest";
import { deadline, timeoutOf } from "../../../src/cli/session/deadline.ts";
import { InterruptedError, TimedOutError } from "../../../src/engine/errors.ts";
import type { Clock } from "../../../src/engine/context.ts";

/** Time that comes to its end when the test says so. */
function clock(): Clock & { ring(): void } {
  let ring = (): void => undefined;
  return {
    now: () => 0,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        ring = resolve;
        signal?.addEventListener("abort", () => reject(new Error("stopped")));
      }),
    ring: () => ring(),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test("--timeout takes a duration", () => {
  expect(timeoutOf(undefined)).toBeUndefined();
  expect(timeoutOf("1m30s")).toBe(90_000);
  for (const text of ["", "0s", "5", "soon"]) expect(() => timeoutOf(text)).toThrow("--timeout takes a duration");
});

test("the run is ended with an error that names the limit, and with Ctrl-C as ever", async () => {
  const time = clock();
  const { signal } = deadline(new AbortController().signal, 90_000, time);
  expect(signal.aborted).toBe(false);
  time.ring();
  await settled();
  expect(signal.reason).toBeInstanceOf(TimedOutError);
  expect(signal.reason).toMatchObject({ message: "Not done within 90 s, the limit of --timeout.", exitCode: 1 });

  const [interrupt, reason] = [new AbortController(), new InterruptedError("")];
  const other = deadline(interrupt.signal, 90_000, clock()).signal;
  interrupt.abort(reason);
  expect(other.reason).toBe(reason);
});

test("a run that ended in time is not ended again", async () => {
  const time = clock();
  const { signal, stop } = deadline(new AbortController().signal, 1_000, time);
  stop();
  await settled();
  expect(signal.aborted).toBe(false);
});
