import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../src/main.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { httpServer } from "../../helpers/http-server.ts";

const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r1" };
const record = { SequenceNumber: "1", PartitionKey: "K", Data: "b25l" };
const shard = { ShardId: "shardId-000000000000", SequenceNumberRange: { StartingSequenceNumber: "0" } };
const answers: Readonly<Record<string, object>> = {
  ListShards: { Shards: [shard] },
  GetShardIterator: { ShardIterator: "i" },
  GetRecords: { Records: [record], MillisBehindLatest: 0, NextShardIterator: "i" },
};

/** An AWS that says who the caller is when it was asked for shards, not before; and a state file of an account. */
async function setUp(account: string) {
  let list = (): void => undefined;
  const listed = new Promise<void>((resolve) => (list = resolve));
  const server = await httpServer(async ({ headers }) => {
    const operation = String(headers["x-amz-target"] ?? "").split(".")[1];
    if (operation === "ListShards") list();
    if (operation !== undefined) return { status: 200, headers: json, body: JSON.stringify(answers[operation]) };
    await listed;
    const who = `<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/ana</Arn>`;
    const result = `<GetCallerIdentityResult>${who}</GetCallerIdentityResult>`;
    return { status: 200, body: `<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>` };
  });
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL: server.url } });
  const state = { version: 1, name: "orders", endpoint: server.url, region: "eu-west-1", accountId: account };
  await mkdir(join(io.cwd, ".kinesis-proxy"));
  const path = join(io.cwd, "state.json");
  await writeFile(path, JSON.stringify({ ...state, settings: {}, steps: {} }));
  const code = await main(["read-records", "--name", "orders", "--state", path, "--raw"], io);
  const asked = server.asked.map(({ headers }) =>
    String(headers["x-amz-target"] ?? "who")
      .split(".")
      .at(-1),
  );
  return { code, io, asked };
}

test("the shards are listed while AWS says who the caller is, and once", async () => {
  const { code, io, asked } = await setUp("111122223333");
  expect(io.stderr.text).toBe("");
  expect({ code, text: io.stdout.text }).toEqual({ code: 0, text: "one\n" });
  expect([...asked].sort()).toEqual(["GetRecords", "GetShardIterator", "ListShards", "who"]);
});

test("of another account's proxy nothing is read", async () => {
  const { code, io, asked } = await setUp("999999999999");
  expect({ code, text: io.stdout.text }).toEqual({ code: 2, text: "" });
  expect([...asked].sort()).toEqual(["ListShards", "who"]);
});
