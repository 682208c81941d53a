import { CloudWatchLogsClient, FilterLogEventsCommand, type FilteredLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import { mockClient } from "aws-sdk-client-mock";
import { expect, test } from "vitest";
import { followLog, logEvents } from "../../../src/watch/logs/log-events.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";

const signal = new AbortController().signal;

function mocked() {
  const logs = new CloudWatchLogsClient({ region: "eu-west-1" });
  return { mock: mockClient(logs), logs };
}

const event = (eventId: string, timestamp: number): FilteredLogEvent => ({ eventId, timestamp, message: eventId });

test("all pages of the range are read; its end is left out", async () => {
  const { mock, logs } = mocked();
  mock
    .on(FilterLogEventsCommand)
    .resolvesOnce({ events: [event("a", 1)], nextToken: "more" })
    .resolvesOnce({ events: [], nextToken: "last" })
    .resolves({ events: [event("b", 2)] });
  const found: string[] = [];
  for await (const page of logEvents({ group: "g", since: 0, until: 10, pattern: "{ $.a }" }, { logs, signal }))
    found.push(...page.map(({ id }) => id));
  expect(found).toEqual(["a", "b"]);
  expect(mock.commandCalls(FilterLogEventsCommand).map(({ args }) => args[0].input)).toEqual([
    { logGroupName: "g", startTime: 0, endTime: 9, filterPattern: "{ $.a }" },
    { logGroupName: "g", startTime: 0, endTime: 9, filterPattern: "{ $.a }", nextToken: "more" },
    { logGroupName: "g", startTime: 0, endTime: 9, filterPattern: "{ $.a }", nextToken: "last" },
  ]);
});

test("following gives each line once, late ones too", async () => {
  const { mock, logs } = mocked();
  const looks = [
    [event("a", 100_000), event("b", 200_000)],
    [event("late", 150_000), event("b", 200_000)],
    [event("b", 200_000), event("c", 210_000)],
  ];
  mock.on(FilterLogEventsCommand).callsFake(() => ({ events: looks.shift() ?? [] }));
  const found: string[] = [];
  for await (const page of followLog({ group: "g", since: 90_000 }, { logs, signal, clock: fakeClock(0) })) {
    found.push(...page.map(({ id }) => id));
    if (found.includes("c")) break;
  }
  expect(found).toEqual(["a", "b", "late", "c"]);
  expect(mock.commandCalls(FilterLogEventsCommand).map(({ args }) => args[0].input.startTime)).toEqual([
    90_000, 140_000, 140_000,
  ]);
});
