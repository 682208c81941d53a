import { describe, expect, test } from "vitest";
import type { RequestEvent } from "../../src/engine/events.ts";
import { requestLines } from "../../src/report/request-line.ts";

const event: RequestEvent = {
  type: "request",
  id: 3,
  at: Date.UTC(2026, 0, 1),
  time: "00:00:00.000Z",
  method: "POST",
  path: "/events",
  status: 200,
  ms: 3.4,
};
const stored = { stream: "orders", shardId: "shardId-000000000002", sequenceNumber: "49", count: 1, failed: 0 };
const refused = {
  phase: "template",
  type: "UNSUPPORTED_MEDIA_TYPE",
  why: "The Content-Type is text/plain: POST /events takes application/json.",
  settings: ["--accept"],
  change: 'Take it with "kinesis-proxy up --accept text/plain".',
};
const plain = { colour: false, below: false };

test.each<[string, Partial<RequestEvent>, string]>([
  ["time, method, path, status and milliseconds", {}, "00:00:00.000Z POST /events 200 3 ms"],
  ["no time where none is asked for", { time: "" }, "POST /events 200 3 ms"],
  ["one that was sent again", { replayOf: 2 }, "00:00:00.000Z POST /events 200 3 ms (replay)"],
  ["a connection that was cut", { status: 0 }, "00:00:00.000Z POST /events cut 3 ms"],
  ["of one endpoint, the record stands below", { stored }, "00:00:00.000Z POST /events 200 3 ms"],
  [
    "a batch",
    { stored: { ...stored, count: 3, failed: 1 } },
    "00:00:00.000Z POST /events 200 3 ms -> 3 records, 1 refused",
  ],
  [
    "of several endpoints, where the record went",
    { endpoint: "abc/production", stored },
    "00:00:00.000Z POST abc/production/events 200 3 ms -> orders, shard 2",
  ],
  [
    "a batch of several endpoints",
    { endpoint: "abc/production", stored: { ...stored, stream: "", count: 2 } },
    "00:00:00.000Z POST abc/production/events 200 3 ms -> 2 records",
  ],
])("%s", (_, more, line) => expect(requestLines({ ...event, ...more }, plain)).toEqual([line]));

describe("a refusal says what refused it, which setting decides, why and what to change", () => {
  const head = "00:00:00.000Z POST /events 415 3 ms";
  const why = `Refused by the mapping template (--accept): ${refused.why}`;

  test("in one line of a log", () => {
    expect(requestLines({ ...event, status: 415, refused }, plain)).toEqual([`${head}: ${why} ${refused.change}`]);
  });

  test("in lines below on a terminal", () => {
    const look = { colour: false, below: true };
    expect(requestLines({ ...event, status: 415, refused }, look)).toEqual([
      head,
      `    ${why}`,
      `    ${refused.change}`,
    ]);
    const { change: _, ...bare } = { ...refused, settings: [], phase: "later" };
    expect(requestLines({ ...event, status: 415, refused: bare }, look)).toEqual([
      head,
      `    Refused by later: ${refused.why}`,
    ]);
  });
});

test.each([
  ["API_CONFIGURATION_ERROR", "the integration"],
  ["ResourceNotFoundException", "Kinesis"],
])("%s in the integration is a refusal by %s", (type, by) => {
  const [line] = requestLines({ ...event, status: 500, refused: { ...refused, phase: "integration", type } }, plain);
  expect(line).toContain(`: Refused by ${by} (`);
});

test.each([
  [200, 32],
  [302, 33],
  [415, 33],
  [502, 31],
  [0, 31],
])("status %i has the colour %i", (status, colour) => {
  const [line] = requestLines({ ...event, status }, { colour: true, below: true });
  expect(line).toContain(`\u001b[${colour}m${status === 0 ? "cut" : status}\u001b[39m`);
});

test("what a sender chose stays on its line, is cut, and no terminal obeys it", () => {
  const hostile = "\u001b]0;title\u0007\r\n\tINJECTED\u202e";
  const more = { path: `/${hostile}${"a".repeat(1_000)}`, method: hostile, status: 400 };
  const why = `${hostile}${"b".repeat(1_000)}`;
  const lines = requestLines({ ...event, ...more, refused: { ...refused, why } }, { colour: false, below: true });
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).not.toMatch(/[^ -~…]/);
  for (const line of lines) expect(line.length).toBeLessThan(450);
});
