import { expect, test } from "vitest";
import type { Event } from "../../../../src/engine/events.ts";
import { DeletedStreamError, MissingStreamError } from "../../../../src/records/read/require-stream.ts";
import { readTogether } from "../../../../src/cli/records/streams/read-together.ts";
import { virtualClock } from "../../../records/read/virtual-clock.ts";
import { fault } from "../../../records/read/fake-kinesis.ts";

/** Streams that end, fail or go on until `ends` milliseconds after the start. */
function desk(streams: Readonly<Record<string, () => Promise<void>>>) {
  const clock = virtualClock();
  const start = clock.now();
  const told: Event[] = [];
  const read: string[] = [];
  const stop = new AbortController();
  const how = {
    streams: Object.keys(streams),
    read(name: string, fresh: boolean) {
      read.push(`${name}${fresh ? " whole" : ""} at ${(clock.now() - start) / 1_000}`);
      return streams[name]?.() ?? Promise.reject(new Error(`no ${name}`));
    },
    needs: () => true,
    explain: (error: unknown) => String(error),
    over: () => false,
    clock,
    pause: 10_000,
    signal: stop.signal,
    report: { event: (event: Event) => void told.push(event) },
  };
  return { clock, told, read, stop, how };
}

const deleted = (name: string) => () => Promise.reject(new DeletedStreamError([name]));

test("a stream that is deleted is told and left, the others are read to their end, and the run fails", async () => {
  const { clock, told, how } = desk({ a: deleted("a"), b: () => clock.sleep(5_000) });
  await expect(readTogether(how)).rejects.toThrow("The stream a was deleted while being read.");
  expect(clock.slept).toEqual([5_000]);
  const text = "The stream a was deleted while being read. The others are read on.";
  expect(told).toEqual([{ type: "warning", text }]);
});

test("with the last of them gone the run ends at once, and names all", async () => {
  const { told, how } = desk({ a: deleted("a"), b: deleted("b") });
  await expect(readTogether(how)).rejects.toThrow("The streams a and b were deleted while being read.");
  expect(told).toHaveLength(1);
});

test("a stream that is missing from the start ends it", async () => {
  const { how } = desk({ a: () => Promise.reject(new MissingStreamError("no a")), b: () => new Promise(() => {}) });
  await expect(readTogether(how)).rejects.toThrow("no a");
});

test("streams that appear are read whole, also one that cannot be read at first or is made again", async () => {
  let [tries, lives] = [0, 0];
  const { clock, told, read, how } = desk({ a: () => clock.sleep(65_000) });
  const seen = ["a", "b"];
  const found = {
    ...how,
    needs: () => false,
    look: async () => seen,
    read(name: string, fresh: boolean) {
      if (name === "a") return how.read(name, fresh);
      void how.read(name, fresh).catch(() => undefined);
      tries += 1;
      if (tries === 1) return Promise.reject(fault("ResourceInUseException"));
      lives += 1;
      return lives === 1 ? deleted("b")() : clock.sleep(5_000);
    },
  };
  clock.at(30_000, () => seen.pop());
  clock.at(45_000, () => seen.push("b"));
  await readTogether(found);
  expect(read).toEqual(["a at 0", "b whole at 10", "b whole at 20", "b whole at 50", "b whole at 60"]);
  expect(told.map((event) => "text" in event && event.text)).toEqual([
    "The stream b was deleted while being read. The others are read on.",
  ]);
});

test("a new stream that may not be read is told once and left out", async () => {
  const { clock, told, read, how } = desk({ a: () => clock.sleep(45_000) });
  const found = { ...how, look: async () => ["a", "secret"], explain: () => "It is not allowed." };
  await readTogether(found);
  expect(read).toEqual(["a at 0", "secret whole at 10"]);
  expect(told).toEqual([{ type: "warning", text: "It is not allowed. secret is left out." }]);
});

test("with no stream left, one is waited for until the run is over", async () => {
  const { clock, how } = desk({ a: deleted("a") });
  const start = clock.now();
  const over = () => clock.now() - start >= 30_000;
  await readTogether({ ...how, needs: () => false, look: async () => [], over });
  expect(clock.now() - start).toBe(30_000);
});

test("Ctrl-C ends the waiting", async () => {
  const { clock, stop, how } = desk({ a: deleted("a") });
  clock.at(15_000, () => stop.abort(new Error("Ctrl-C")));
  await expect(readTogether({ ...how, look: async () => [] })).rejects.toThrow("Ctrl-C");
});
