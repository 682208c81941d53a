import { expect, test } from "vitest";
import { requestFeed } from "../../../../src/cli/commands/dev/request-feed.ts";
import type { Clock } from "../../../../src/engine/context.ts";
import type { RequestEvent } from "../../../../src/engine/events.ts";

const stored = { stream: "s", shardId: "shard-0", sequenceNumber: "1", count: 1, failed: 0 };
const refused = { phase: "key", type: "INVALID_API_KEY", why: "No key.", settings: [] };

function request(id: number, more: Partial<RequestEvent> = {}): RequestEvent {
  return { type: "request", id, at: 0, time: "", method: "POST", path: "/", status: 200, ms: 1, ...more };
}

/** A clock that stands still until it is moved. */
function handClock(): Clock & { pass(ms: number): Promise<void> } {
  let now = 0;
  let wake: (() => void)[] = [];
  return {
    now: () => now,
    sleep: () => new Promise((resolve) => void wake.push(resolve)),
    async pass(ms) {
      now += ms;
      const all = wake;
      wake = [];
      all.forEach((one) => one());
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function feedOf(atOnce = false) {
  const told: string[] = [];
  const clock = handClock();
  const { signal } = new AbortController();
  const feed = requestFeed({ tell: ({ id, status }) => void told.push(`${id} ${status}`), clock, signal, atOnce });
  const record = (sequenceNumber: string): void => {
    feed.record({ shardId: "shard-0", sequenceNumber });
    told.push(`record ${sequenceNumber}`);
  };
  return { feed, told, clock, record };
}

test("a stored request is told right before its record, a refused one after those before it", () => {
  const { feed, told, record } = feedOf();
  feed.request(request(1, { stored }));
  feed.request(request(2, { stored: { ...stored, sequenceNumber: "2" } }));
  feed.request(request(3, { status: 403, refused }));
  record("2");
  record("1");
  record("9");
  expect(told).toEqual(["2 200", "record 2", "1 200", "record 1", "3 403", "record 9"]);
});

test("no request is told before a refused one that came earlier", () => {
  const { feed, told, record } = feedOf();
  feed.request(request(0, { status: 403, refused }));
  feed.request(request(1, { stored }));
  feed.request(request(2, { status: 403, refused }));
  feed.request(request(3, { stored: { ...stored, sequenceNumber: "3" } }));
  feed.request(request(4, { status: 403, refused }));
  record("3");
  record("1");
  expect(told).toEqual(["0 403", "1 200", "2 403", "3 200", "record 3", "4 403", "record 1"]);
});

test("the records of one request that were packed together follow it", () => {
  const { feed, told, record } = feedOf();
  feed.request(request(1, { stored }));
  record("1");
  record("1");
  expect(told).toEqual(["1 200", "record 1", "record 1"]);
});

test("a request whose record does not come is told after a second, and so is a later one", async () => {
  const { feed, told, clock } = feedOf();
  feed.request(request(1, { stored }));
  await clock.pass(500);
  feed.request(request(2, { stored: { ...stored, sequenceNumber: "2" } }));
  feed.request(request(0, { status: 403, refused }));
  expect(told).toEqual([]);
  await clock.pass(500);
  expect(told).toEqual(["1 200"]);
  await clock.pass(500);
  expect(told).toEqual(["1 200", "2 200", "0 403"]);
  feed.request(request(3, { stored }));
  await clock.pass(250);
  await clock.pass(1_000);
  expect(told.at(-1)).toBe("3 200");
});

test("where records may be left out, and once they can no longer be shown, none waits", () => {
  const filtered = feedOf(true);
  filtered.feed.request(request(1, { stored }));
  expect(filtered.told).toEqual(["1 200"]);
  const { feed, told } = feedOf();
  feed.request(request(1, { stored }));
  feed.open();
  feed.request(request(2, { stored }));
  expect(told).toEqual(["1 200", "2 200"]);
});

test("sums up what came", () => {
  const { feed, record } = feedOf();
  expect(feed.summary()).toBe("No request came.");
  record("1");
  expect(feed.summary()).toBe("No request came; 1 record.");
  feed.request(request(1));
  expect(feed.summary()).toBe("1 request (1 x 200), 0 refused; 1 record.");
  feed.request(request(2, { status: 415, refused }));
  feed.request(request(3, { status: 0, refused }));
  feed.request(request(4));
  record("2");
  expect(feed.summary()).toBe("4 requests (1 x cut, 2 x 200, 1 x 415), 2 refused; 2 records.");
});
