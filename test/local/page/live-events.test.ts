import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Account } from "../../../src/local/account/account.ts";
import { background } from "../../../src/local/account/background.ts";
import { EventStreams } from "../../../src/local/page/event-streams.ts";
import { liveEvents } from "../../../src/local/page/live-events.ts";
import { api, method, stage } from "../execute-api/deployment.ts";
import { handClock } from "../hand-clock.ts";
import { recordingBench } from "../requests/recording-bench.ts";

const plain = stage(api({ "/": { POST: method() } }));
const url = "http://127.0.0.1:4566";

let clock: ReturnType<typeof handClock>;
let account: Account;
let streams: EventStreams;
let bench: ReturnType<typeof recordingBench>;
let open: AsyncGenerator<Buffer>[];

beforeEach(() => {
  clock = handClock();
  account = new Account("000000000000", clock);
  streams = new EventStreams(account, 3);
  bench = recordingBench(plain);
  open = [];
});
afterEach(() => {
  for (const each of account.corner(background, "")) each.stop();
});

function listen(after = 0) {
  const desk = { account, recorder: bench.recorder, streams, version: "1.2.3", options: {}, token: "" };
  const events = liveEvents({ ...desk, answer: () => Promise.reject(new Error("unused")) }, url, after);
  open.push(events);
  return events;
}

/** The next event; `moves` are steps of the clock while it is waited for. */
async function next(events: AsyncGenerator<Buffer>, ...moves: readonly number[]) {
  const pending = events.next();
  for (const ms of moves) {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    clock.move(ms);
  }
  const { value } = await pending;
  const text = String(value);
  const [, type = text, id = "", data = "{}"] = /^event: (\w+)\nid: (\d+)\ndata: (.*)\n\n$/.exec(text) ?? [];
  return { type, id: Number(id), data: JSON.parse(data) as Record<string, unknown> };
}

describe("live events", () => {
  test("begin with where this is, and go on with what comes, together", async () => {
    const events = listen();
    expect(await next(events)).toMatchObject({ type: "hello", data: { version: "1.2.3", url, kept: { from: 1 } } });
    const pending = next(events, 0, 100);
    await bench.record();
    await bench.record();
    const { type, id, data } = await pending;
    expect([type, id]).toEqual(["requests", 2]);
    expect(data).toMatchObject({ rows: [{ id: 1 }, { id: 2 }], skipped: 0 });
  });

  test("bring what a client has missed, and no more than it can use", async () => {
    for (let at = 0; at < 250; at++) await bench.record();
    const events = listen(20);
    await next(events);
    const { data } = await next(events);
    expect(data).toMatchObject({ skipped: 30 });
    expect((data["rows"] as { id: number }[]).map(({ id }) => id)).toEqual(
      Array.from({ length: 200 }, (_, at) => at + 51),
    );
  });

  test("tell of changed APIs and of a cleared list", async () => {
    const events = listen();
    await next(events);
    const pending = next(events, 0, 100);
    bench.recorder.apisChanged();
    bench.recorder.clear();
    expect((await pending).type).toBe("cleared");
    expect((await next(events)).type).toBe("apis");
  });

  test("say now and then that they are still there", async () => {
    const events = listen();
    await next(events);
    expect((await next(events, 15_000)).type).toBe(": .\n\n");
  });

  test("hold nothing for a client that does not read", async () => {
    const events = listen();
    await next(events);
    for (let at = 0; at < 1_500; at++) await bench.record();
    const { data } = await next(events, 0, 100);
    expect(data).toMatchObject({ skipped: 800 });
    expect(data["rows"]).toHaveLength(200);
  });

  test("end when their reader goes, when too many are opened, and with the local AWS", async () => {
    const [first, second, third] = [listen(), listen(), listen()];
    for (const one of [first, second, third]) await next(one);
    expect([streams.size, bench.recorder.watchers.size]).toEqual([3, 3]);
    await second.return(undefined);
    expect([streams.size, bench.recorder.watchers.size]).toEqual([2, 2]);
    const [fourth, fifth] = [listen(), listen()];
    await next(fourth);
    await next(fifth);
    expect(await first.next()).toEqual({ done: true, value: undefined });
    for (const each of account.corner(background, "")) each.stop();
    for (const one of [third, fourth, fifth]) expect((await one.next()).done).toBe(true);
    expect([streams.size, bench.recorder.watchers.size]).toEqual([0, 0]);
  });
});
