import { gunzipSync } from "node:zlib";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { controlMessage, dataMessages } from "../../../../src/local/logs/subscriptions/message.ts";

const origin = { owner: "000000000000", logGroup: "g", logStream: "s", subscriptionFilters: ["f"] };
const read = (data: Buffer) => JSON.parse(gunzipSync(data).toString()) as { logEvents: { message: string }[] };
const events = (...messages: readonly string[]) =>
  messages.map((message, sequence) => ({ timestamp: 1, ingestionTime: 2, message, sequence }));

test("a message has AWS's members, and its events AWS's ids", () => {
  const [only, ...more] = dataMessages(origin, events("a", "b"));
  expect(more).toEqual([]);
  const ids = [22300745198530623141535718272648361505980416n, 22300745198530623141535718272648361505980417n];
  expect(read(only!)).toEqual({
    messageType: "DATA_MESSAGE",
    ...origin,
    logEvents: ["a", "b"].map((message, at) => ({
      id: String(ids[at]).padStart(56, "0"),
      timestamp: 1,
      message,
    })),
  });
  expect(read(controlMessage("Kinesis stream", 5))).toEqual({
    messageType: "CONTROL_MESSAGE",
    owner: "CloudwatchLogs",
    logGroup: "",
    logStream: "",
    subscriptionFilters: [],
    logEvents: [
      { id: "", timestamp: 5, message: "CWL CONTROL MESSAGE: Checking health of destination Kinesis stream." },
    ],
  });
});

test("what does not fit into a record becomes several, each small enough, with all events in order", () => {
  const messages = Array.from({ length: 3 }, () => randomBytes(500_000).toString("base64"));
  const data = dataMessages(origin, events(...messages));
  expect(data.length).toBeGreaterThan(1);
  expect(data.every(({ length }) => length <= 1_000_000)).toBe(true);
  expect(data.flatMap((one) => read(one).logEvents.map(({ message }) => message))).toEqual(messages);
});
