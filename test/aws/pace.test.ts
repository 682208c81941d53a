import { expect, test } from "vitest";
import { paced } from "../../src/aws/pace.ts";
import { InterruptedError } from "../../src/core/errors.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fault } from "../helpers/fault.ts";
import { recordingReporter } from "../helpers/recording-reporter.ts";

const tooMany = fault("TooManyRequestsException", "Too Many Requests");
const busy = fault(
  "ConflictException",
  "Unable to complete operation due to concurrent modification. Please try again.",
);

function pace(signal = new AbortController().signal) {
  return { clock: fakeClock(), signal, report: recordingReporter() };
}

/** Fails so many times, then gives "done". */
const refusing = (error: Error, times: number) => async () => {
  if (times-- > 0) throw error;
  return "done";
};

test.each([
  ["too many requests", tooMany],
  ["a concurrent modification", busy],
])("%s is tried again, ever more slowly, and said", async (_, error) => {
  const ctx = pace();
  expect(await paced(ctx, "PutMethod", refusing(error, 6))).toBe("done");
  expect(ctx.clock.slept).toEqual([2_000, 3_000, 4_500, 6_750, 10_125, 15_000]);
  expect(ctx.report.texts("wait")[0]).toBe("API Gateway allows PutMethod only so often; trying again in 2 s");
});

test("the wait that AWS names counts when it is longer", async () => {
  const ctx = pace();
  await paced(ctx, "DeleteRestApi", refusing(Object.assign(fault(tooMany.name), { retryAfterSeconds: "30" }), 1));
  expect(ctx.clock.slept).toEqual([30_000]);
});

test("after two minutes it is a failure", async () => {
  const ctx = pace();
  await expect(paced(ctx, "DeleteRestApi", refusing(tooMany, Infinity))).rejects.toBe(tooMany);
  const waited = ctx.clock.slept.reduce((sum, ms) => sum + ms, 0);
  expect(waited).toBeLessThanOrEqual(120_000);
  expect(waited).toBeGreaterThan(90_000);
});

test.each([
  fault("LimitExceededException", "Maximum number of REST APIs reached"),
  fault("ConflictException", "Method already exists for this resource"),
  fault("NotFoundException"),
])("%s is not tried again", async (error) => {
  const ctx = pace();
  await expect(paced(ctx, "PutMethod", refusing(error, 1))).rejects.toBe(error);
  expect(ctx.clock.slept).toEqual([]);
});

test("an interrupt ends the wait", async () => {
  const reason = new InterruptedError();
  await expect(paced(pace(AbortSignal.abort(reason)), "PutMethod", refusing(tooMany, 1))).rejects.toBe(reason);
});
