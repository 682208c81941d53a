import { expect, it } from "vitest";
import { logsPlane } from "../logs-plane.ts";

const day = 86_400_000;

it.each([
  [
    [
      { timestamp: 2, message: "b" },
      { timestamp: 1, message: "a" },
    ],
    "Log events in a single PutLogEvents request must be in chronological order.",
  ],
  [
    [
      { timestamp: 0, message: "a" },
      { timestamp: day + 1, message: "b" },
    ],
    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
  ],
  [[{ timestamp: 0, message: "x".repeat(1_048_551) }], "Upload too large: 1048577 bytes exceeds limit of 1048576"],
  [
    [],
    "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [[{ timestamp: -1, message: "a" }], "Member must have value greater than or equal to 0"],
])("refuses a batch that AWS does not take", async (events, words) => {
  const { refusal, write, clock } = logsPlane();
  await write("s", "first");
  const logEvents = events.map(({ timestamp, message }) => ({
    timestamp: timestamp < 0 ? timestamp : clock.now() - day - 1 + timestamp,
    message,
  }));
  expect(await refusal("PutLogEvents", { logGroupName: "g", logStreamName: "s", logEvents })).toContain(words);
});

it("leaves out what is too old or too new, and says so", async () => {
  const { call, write, clock } = logsPlane();
  await write("s", "first");
  const put = async (...days: readonly number[]) => {
    const logEvents = days.map((at) => ({ timestamp: clock.now() + at * day, message: `${at}` }));
    return (await call("PutLogEvents", { logGroupName: "g", logStreamName: "s", logEvents })).body
      .rejectedLogEventsInfo;
  };
  expect(await put(-14.5, -13.9)).toEqual({ tooOldLogEventEndIndex: 1 });
  expect(await put(-0.5, 0.1)).toEqual({ tooNewLogEventStartIndex: 1 });
  await call("PutRetentionPolicy", { logGroupName: "g", retentionInDays: 1 });
  expect(await put(-1.5, -0.9)).toEqual({ expiredLogEventEndIndex: 1 });
  const { body } = await call("FilterLogEvents", { logGroupName: "g" });
  expect(body.events.map(({ message }: { message: string }) => message)).toEqual(["-0.9", "-0.5", "first"]);
});
