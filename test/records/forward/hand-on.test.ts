import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { contentOf } from "../../../src/records/decode/content.ts";
import { systemClock, type Clock } from "../../../src/engine/clock.ts";
import { handOn } from "../../../src/records/forward/hand-on.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { recordingReporter } from "../../helpers/recording-reporter.ts";
import { httpServer, slowUrl } from "../../helpers/http-server.ts";

const bytes = Buffer.from("{}");
const record = {
  shardId: "shardId-000000000000",
  sequenceNumber: "49",
  subSequenceNumber: undefined,
  partitionKey: "k",
  arrivedAt: "2026-01-01T00:00:00.000Z",
  bytes,
  ...contentOf(bytes),
};

const handed = (url: string, clock: Clock = systemClock, signal = new AbortController().signal) =>
  handOn(record, { url, clock, signal, report: { event: () => undefined }, attempts: 1 });

/** A consumer that answers 200, and then goes on writing for ever. */
async function talkative(): Promise<string> {
  const server = createServer((_, answer) => {
    const more = (): void => {
      while (!answer.destroyed && answer.write("x".repeat(16_384)));
    };
    answer.on("drain", more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("what is busy is asked again when it says, and later and later where it does not", async () => {
  const after = (value: string) => ({ status: 429, headers: { "retry-after": value } });
  const replies = [{ status: 503 }, after("7"), after("0"), after("4000"), { status: 503 }, { status: 200 }];
  const { url } = await httpServer(...replies);
  const clock = fakeClock();
  const report = recordingReporter();
  // The wait for the end of an answer is none between attempts.
  const patient = {
    ...clock,
    sleep: (ms: number, signal?: AbortSignal) => (ms === 60_000 ? never(signal) : clock.sleep(ms)),
  };
  const { signal } = new AbortController();
  expect(await handOn(record, { url, clock: patient, signal, report })).toMatchObject({ status: 200, attempts: 6 });
  expect(clock.slept).toEqual([250, 7_000, 250, 300_000, 4_000]);
  const said = `${url}/ does not take record 49 of shardId-000000000000 (HTTP 429); trying again in`;
  expect(report.texts("warning").slice(0, 3)).toEqual([
    `${said} 7 s, as it asks`,
    `${said} 0.25 s, as it asks`,
    `${said} 300 s; it asks for 4000 s`,
  ]);
});

const never = (signal?: AbortSignal) =>
  new Promise<void>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

test("of an answer without end only the beginning is read", async () => {
  expect(await handed(await talkative())).toMatchObject({ status: 200, attempts: 1 });
});

test("an answer that begins, and does not end in a minute, is no answer", async () => {
  const waits: number[] = [];
  const clock: Clock = { now: () => 0, sleep: async (ms) => void waits.push(ms) };
  await expect(handed(await slowUrl(), clock)).rejects.toThrow(
    "did not take record 49 of shardId-000000000000 in 1 attempts: the answer did not end in 60 s.",
  );
  expect(waits).toEqual([60_000]);
});

test("an interrupt ends it at once, whatever the consumer does", async () => {
  const stop = new AbortController();
  const handing = handed(await slowUrl(), systemClock, stop.signal);
  const reason = new Error("Ctrl-C");
  stop.abort(reason);
  await expect(handing).rejects.toBe(reason);
});
