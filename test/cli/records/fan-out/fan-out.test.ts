import { hostname } from "node:os";
import {
  CreateStreamCommand,
  ListStreamConsumersCommand,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis";
import { expect, test, vi } from "vitest";
import { InterruptedError } from "../../../../src/engine/errors.ts";
import { main } from "../../../../src/main.ts";
import { consumerName } from "../../../../src/cli/records/fan-out/consumer-name.ts";
import { pidSpace } from "../../../../src/state/lock/alive.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { world } from "../../../journeys/world.ts";

vi.setConfig({ testTimeout: 120_000 });

const StreamName = "orders";
const StreamARN = `arn:aws:kinesis:ap-northeast-2:000000000000:stream/${StreamName}`;

async function stream() {
  const { local, clients, asked } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  const interrupt = new AbortController();
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const io = await fakeIo({ env, signal: interrupt.signal });
  const run = (...words: readonly string[]) => main([...words, "--local", "--stream-name", StreamName], io);
  const put = (text: string) =>
    clients.kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "K", Data: Buffer.from(text) }));
  const consumers = async (): Promise<(string | undefined)[]> => {
    const { Consumers = [] } = await clients.kinesis.send(new ListStreamConsumersCommand({ StreamARN }));
    return Consumers.map(({ ConsumerName }) => ConsumerName);
  };
  return { io, run, put, consumers, asked, clients, interrupt: () => interrupt.abort(new InterruptedError()) };
}

test("tail --fan-out is pushed each record, also of new shards, and leaves no consumer behind", async () => {
  const { io, run, put, consumers, asked, clients } = await stream();
  await put("one");
  const code = run("tail", "--fan-out", "--since", "trim-horizon", "--limit", "3", "--raw");
  await vi.waitFor(() => expect(io.stdout.text).toBe("one\n"), { timeout: 60_000 });
  const [mine] = await consumers();
  expect(mine).toMatch(new RegExp(`_${process.pid}_\\d+$`));
  await put("two");
  const split = { StreamName, ShardToSplit: "shardId-000000000000", NewStartingHashKey: String(2n ** 127n) };
  await clients.kinesis.send(new SplitShardCommand(split));
  await put("three");
  expect(await code).toBe(0);
  expect(io.stdout.text).toBe("one\ntwo\nthree\n");
  expect(io.stderr.text).toBe("");
  expect(await consumers()).toEqual([]);
  expect(asked).not.toContain("GetRecords");
});

test("Ctrl-C takes the consumer away, too, and so does a later run with what a killed one left on this machine", async () => {
  const { io, run, put, consumers, clients, interrupt } = await stream();
  const space = pidSpace()?.replace(/\D/g, "");
  const host = space === undefined ? hostname() : `${hostname()}.${space}`;
  const dead = consumerName({ host, pid: 2 ** 30, start: 1 });
  const others = [consumerName({ host: "elsewhere", pid: 1, start: 1 }), "analytics"];
  for (const ConsumerName of [dead, ...others])
    await clients.kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName }));
  await put("one");
  const code = run("tail", "--fan-out", "--since", "trim-horizon", "--raw");
  await vi.waitFor(() => expect(io.stdout.text).toBe("one\n"), { timeout: 60_000 });
  expect(await consumers()).toHaveLength(3);
  expect(await consumers()).not.toContain(dead);
  interrupt();
  expect(await code).toBe(130);
  expect((await consumers()).toSorted()).toEqual(others.toSorted());
  expect(io.stderr.text).toBe("");
});

test("read-records --fan-out ends when it has caught up", async () => {
  const { io, run, put } = await stream();
  await put("one");
  expect(await run("read-records", "--fan-out", "--raw")).toBe(0);
  expect(io.stdout.text).toBe("one\n");
});
