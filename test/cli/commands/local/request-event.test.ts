import { expect, test } from "vitest";
import { requestEvent } from "../../../../src/cli/commands/local/request-event.ts";
import type { RequestRow } from "../../../../src/local/index.ts";

const row: RequestRow = {
  id: 7,
  at: Date.UTC(2026, 0, 1, 9, 30, 1, 123),
  method: "GET",
  path: "/hook",
  query: "hub.verify_token=SECRET",
  contentType: "",
  size: 0,
  status: 403,
  ms: 1.5,
  apiId: "abc",
  stage: "production",
};

test("tells what the log needs, and nothing of the query, which may hold a secret", () => {
  const event = requestEvent(row, { several: false, time: "utc" });
  expect(event).toEqual({
    type: "request",
    id: 7,
    at: row.at,
    time: "09:30:01.123Z",
    method: "GET",
    path: "/hook",
    status: 403,
    ms: 1.5,
  });
});

test("names its endpoint among several, where its record went, and why it was refused", () => {
  const stored = {
    stream: "s",
    region: "r",
    shardId: "shardId-000000000000",
    sequenceNumber: "1",
    count: 1,
    failed: 0,
  };
  const refused = {
    phase: "key",
    type: "INVALID_API_KEY",
    why: "No key.",
    settings: ["--api-key"],
    about: "x",
  } as const;
  const { region: _, ...place } = stored;
  const { about: __, ...reason } = refused;
  const more: RequestRow = { ...row, replayOf: 3, stored, refused };
  expect(requestEvent(more, { several: true, time: "none" })).toMatchObject({
    time: "",
    endpoint: "abc/production",
    replayOf: 3,
    stored: place,
    refused: reason,
  });
});
