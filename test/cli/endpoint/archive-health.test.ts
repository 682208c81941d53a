import { expect, test } from "vitest";
import {
  archiveHealthLine,
  deliveryError,
  judged,
  type DeliveryError,
} from "../../../src/cli/endpoint/archive-health.ts";

const slots = { since: 0, period: 60 };
const none = undefined;
const error: DeliveryError = { at: 90_000, code: "S3.NoSuchBucket", message: "The specified bucket does not exist." };

test.each<[why: string, deliveries: number[], done: number[], error: DeliveryError | undefined, failing: boolean]>([
  ["nothing came", [], [], none, false],
  ["all went well", [1, 1], [1, 1], none, false],
  ["the newest failed", [1, 2], [1, 0], none, true],
  ["an earlier one failed", [1, 1], [0, 1], none, false],
  ["the log says so before the metrics do", [1], [1], error, true],
  ["the log speaks of an earlier one", [1, 1, 1], [0, 0, 1], error, false],
  ["there is a log, and no metric yet", [], [], error, true],
])("%s: failing is %5$s", (_, deliveries, deliveriesDone, newest, failing) => {
  expect(judged(slots, { deliveries, deliveriesDone }, newest).failing).toBe(failing);
});

test("the line names what the error log says last, and is left out where nothing failed", () => {
  expect(archiveHealthLine({ failing: false })).toBeUndefined();
  expect(archiveHealthLine({ failing: true, error })).toBe(
    "The archive's newest delivery failed: what is not in S3 waits in the stream, as long as that keeps it. Firehose's error log, 1970-01-01T00:01:30.000Z: S3.NoSuchBucket The specified bucket does not exist.",
  );
  expect(archiveHealthLine({ failing: false, error })).toContain("and a later one did not");
});

test("an entry of the error log gives its code and words, any other line itself", () => {
  const entry = { deliveryStreamARN: "arn:x", errorCode: "S3.AccessDenied", message: "Access was denied." };
  expect(deliveryError(JSON.stringify(entry))).toEqual({ code: "S3.AccessDenied", message: "Access was denied." });
  for (const line of ["plain", "null", "{}"]) expect(deliveryError(line)).toEqual({ code: "", message: line });
});
