import { CreateStreamCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { main } from "../../../src/main.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { world } from "../../journeys/world.ts";

test("of 64 shards, --key asks for one iterator", async () => {
  const { local, clients, asked } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 64 }));
  const Records = ["user-6", "user-7", "user-8"].map((key) => ({ PartitionKey: key, Data: Buffer.from(`of ${key}`) }));
  await clients.kinesis.send(new PutRecordsCommand({ StreamName: "orders", Records }));
  const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
  const words = ["--stream-name", "orders", "--key", "user-7", "--raw", "--local"];
  expect(await main(["read-records", ...words], io)).toBe(0);
  expect(io.stdout.text).toBe("of user-7\n");
  expect(asked.filter((one) => /GetShardIterator|ListShards/.test(one))).toEqual([
    expect.stringContaining("ListShards") as string,
    expect.stringContaining("GetShardIterator") as string,
  ]);
});
