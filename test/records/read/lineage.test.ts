import { CreateStreamCommand, MergeShardsCommand, PutRecordCommand, SplitShardCommand } from "@aws-sdk/client-kinesis";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Position } from "../../../src/records/read/position.ts";
import { readRecords } from "../../../src/records/read/read-records.ts";
import { tail } from "../../../src/records/read/tail.ts";
import { world } from "../../journeys/world.ts";
import { clientsOf } from "../../local/clients.ts";
import { collected } from "./collected.ts";
import { fakeKinesis, fault, shardId } from "./fake-kinesis.ts";
import { virtualClock } from "./virtual-clock.ts";

test("a merged shard waits for a parent that nobody has come to yet, because its own parent lags", async () => {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock);
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.put(1, "K 1");
  kinesis.lag(1, 20);
  clock.at(1_500, () => {
    kinesis.shard(2, 0);
    kinesis.shard(3, 0);
    kinesis.shard(4, 1);
    kinesis.shard(5, 1);
    kinesis.put(4, "K 2");
    kinesis.shard(6, 3, 4);
    kinesis.put(6, "K 3");
  });
  const position = { type: "trim-horizon" } as const;
  const signal = new AbortController().signal;
  const records = tail(kinesis.client, { streamName: "orders", position, clock, signal });
  expect(await collected(records, 3)).toEqual(["K 1", "K 2", "K 3"]);
});

test("children that Kinesis lists late are waited for", async () => {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock);
  kinesis.shard(0);
  kinesis.shard(1, 0);
  kinesis.forget(1);
  clock.at(2_500, () => {
    kinesis.shard(1, 0);
    kinesis.put(1, "K 1");
  });
  const position = { type: "trim-horizon" } as const;
  const signal = new AbortController().signal;
  const records = tail(kinesis.client, { streamName: "orders", position, clock, signal, idleTimeout: 60_000 });
  expect(await collected(records, 1)).toEqual(["K 1"]);
});

test("a shard that came from another does not stand for one that is not read yet: ready means all of the first ones", async () => {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock);
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.fail("GetShardIterator", fault("InternalFailure", { $fault: "server" }), 1);
  let splits = false;
  kinesis.onCall((operation) => {
    if (operation !== "GetRecords" || splits) return;
    splits = true;
    kinesis.shard(2, 0);
    kinesis.shard(3, 0);
  });
  const records = tail(kinesis.client, {
    streamName: "orders",
    position: { type: "latest" },
    clock,
    signal: new AbortController().signal,
    idleTimeout: 60_000,
    onReady: () => kinesis.put(1, "K 1"),
  });
  expect(await collected(records)).toEqual(["K 1"]);
});

test("so it does on the local AWS", async () => {
  const { local, clients } = await world();
  const client = clients.kinesis;
  const StreamName = "orders";
  const middle = (quarters: number): string => ((BigInt(quarters) << 128n) / 4n).toString();
  const put = (Data: string) =>
    client.send(
      new PutRecordCommand({ StreamName, PartitionKey: "K", ExplicitHashKey: middle(2), Data: Buffer.from(Data) }),
    );
  const split = (number: number, NewStartingHashKey: string) =>
    client.send(new SplitShardCommand({ StreamName, ShardToSplit: shardId(number), NewStartingHashKey }));
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  await put("n=1");
  await split(0, middle(1));
  await split(1, middle(3));
  await put("n=2");
  const merge = { StreamName, ShardToMerge: shardId(3), AdjacentShardToMerge: shardId(4) };
  // A list from before the reshards, as the reader has it that began then.
  const before = { Shards: [0, 1].map((number) => ({ ShardId: shardId(number) })) };
  await client.send(new MergeShardsCommand(merge));
  await put("n=3");
  const reader = clientsOf(local).kinesis;
  onTestFinished(() => reader.destroy());
  let [lists, reads] = [0, 0];
  const lagging: (() => void)[] = [];
  reader.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === "ListShardsCommand" && (lists += 1) === 1)
          return { response: {}, output: { $metadata: {}, ...before } as never };
        const { ShardId } = args.input as { readonly ShardId?: string };
        if (commandName === "GetRecordsCommand" && (reads += 1) === 12) lagging.forEach((go) => go());
        if (ShardId === shardId(1)) await new Promise<void>((go) => void lagging.push(go));
        return next(args);
      },
    { step: "initialize" },
  );
  const position = { type: "trim-horizon" } as const;
  const signal = new AbortController().signal;
  const records = tail(reader, { streamName: StreamName, position, clock: virtualClock(), signal });
  expect(await collected(records, 3)).toEqual(["n=1", "n=2", "n=3"]);
});

/** A change of the stream, which happens when so many more calls have been made. */
interface Change {
  readonly calls: number;
  readonly deed: "put" | "split" | "merge" | "lag" | "fault";
  /** Chooses the key or the shard. */
  readonly which: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  calls: fc.nat(4),
  deed: fc.constantFrom("put", "put", "put", "split", "merge", "lag", "fault"),
  which: fc.nat(1_000),
});

const faults = [
  fault("ProvisionedThroughputExceededException"),
  fault("InternalFailure", { $fault: "server" }),
  fault("Error", { code: "ECONNRESET" }),
];

/** A stream in which each key belongs to one open shard, and what was put into it. */
function history(kinesis: ReturnType<typeof fakeKinesis>) {
  const open: { readonly number: number; readonly keys: readonly string[] }[] = [
    { number: 0, keys: ["a", "b", "c", "d"] },
    { number: 1, keys: ["e", "f", "g", "h"] },
  ];
  for (const { number } of open) kinesis.shard(number);
  const put: string[] = [];
  let next = open.length;
  const make = (keys: readonly string[], ...parents: readonly number[]): void => {
    open.push({ number: next, keys });
    kinesis.shard(next, ...parents);
    next += 1;
  };
  const apply = ({ deed, which }: Change): void => {
    const place = which % open.length;
    const shard = open[place];
    if (shard === undefined) return;
    if (deed === "lag") return kinesis.lag(shard.number, which % 7);
    if (deed === "fault") {
      const operation = ["GetRecords", "GetShardIterator", "ListShards"][which % 3] ?? "";
      return kinesis.fail(operation, faults[which % faults.length] ?? fault("Error"));
    }
    if (deed === "put") {
      const { keys } = shard;
      const one = `${keys[which % keys.length]} ${put.length}`;
      put.push(one);
      return kinesis.put(shard.number, one);
    }
    if (deed === "split") {
      if (shard.keys.length < 2) return;
      open.splice(place, 1);
      const half = 1 + (which % (shard.keys.length - 1));
      make(shard.keys.slice(0, half), shard.number);
      return make(shard.keys.slice(half), shard.number);
    }
    const other = open[(place + 1) % open.length];
    if (other === undefined || other === shard) return;
    open.splice(0, open.length, ...open.filter((one) => one !== shard && one !== other));
    make([...shard.keys, ...other.keys], shard.number, other.number);
  };
  return { put, apply };
}

test("however a stream is resharded: nothing is lost, nothing comes twice, and each key's records come in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 20 }),
      fc.array(change, { maxLength: 40 }),
      fc.constantFrom<Position["type"]>("trim-horizon", "time", "latest"),
      fc.record({ pageSize: fc.integer({ min: 1, max: 3 }), childShards: fc.boolean() }),
      fc.record({
        largest: fc.constantFrom(1, 3, 10_000),
        endOfClosed: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
      }),
      async (before, during, start, options, hidden) => {
        const clock = virtualClock();
        const kinesis = fakeKinesis(clock, options);
        Object.assign(kinesis.hidden, hidden);
        const { put, apply } = history(kinesis);
        for (const one of before) if (one.deed !== "fault") apply(one);
        const due = [...during];
        let left = due[0]?.calls ?? 0;
        kinesis.onCall(() => {
          for (; due.length > 0 && left <= 0; left = due[0]?.calls ?? 0) apply(due.shift() as Change);
          left -= 1;
        });
        const position: Position = start === "time" ? { type: start, at: new Date(clock.now()) } : { type: start };
        let mustBegin = 0;
        const records = tail(kinesis.client, {
          streamName: "orders",
          position,
          clock,
          signal: new AbortController().signal,
          idleTimeout: hidden.endOfClosed ? 60_000 : 300_000,
          onReady: () => void (mustBegin = start === "latest" ? put.length : 0),
        });
        const seen = await collected(records);
        const wanted = put.slice(mustBegin);
        const place = (one: string): number => Number(one.split(" ")[1]);
        const sorted = [...seen].sort((one, other) => place(one) - place(other));
        expect(sorted.slice(-wanted.length || sorted.length)).toEqual(wanted);
        expect(new Set(seen).size).toBe(seen.length);
        for (const key of "abcdefgh") {
          const places = seen.filter((one) => one.startsWith(key)).map(place);
          expect(places).toEqual(places.toSorted((one, other) => one - other));
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test("one pass over a stream with any history gives all of it, each key in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 40 }),
      fc.record({ pageSize: fc.integer({ min: 1, max: 3 }), childShards: fc.boolean() }),
      fc.record({ largest: fc.constantFrom(1, 3, 10_000), endOfClosed: fc.boolean() }),
      async (before, options, hidden) => {
        const clock = virtualClock();
        const kinesis = fakeKinesis(clock, options);
        Object.assign(kinesis.hidden, hidden);
        const { put, apply } = history(kinesis);
        before.forEach(apply);
        const position = { type: "trim-horizon" } as const;
        const signal = new AbortController().signal;
        const seen = await collected(readRecords(kinesis.client, { streamName: "orders", position, clock, signal }));
        const place = (one: string): number => Number(one.split(" ")[1]);
        expect(seen.toSorted((one, other) => place(one) - place(other))).toEqual(put);
        for (const key of "abcdefgh") {
          const places = seen.filter((one) => one.startsWith(key)).map(place);
          expect(places).toEqual(places.toSorted((one, other) => one - other));
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
