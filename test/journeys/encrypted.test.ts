import { CreateStreamCommand, StartStreamEncryptionCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { aKey, keyId } from "../local/kms/call-kms.ts";
import { deskAt } from "./cli.ts";
import { post, recordsOf, world } from "./world.ts";

const key = { EncryptionType: "KMS", KeyId: keyId } as const;

test("up on a stream that is encrypted with a key of its own: the role may use the key, and records arrive", async () => {
  const { local, clients } = await world();
  aKey(local.account);
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "theirs", ShardCount: 1 }));
  await clients.kinesis.send(new StartStreamEncryptionCommand({ StreamName: "theirs", ...key }));
  const desk = await deskAt(local);
  const arn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/theirs";
  const { url = "" } = await desk.json("up", "--local", "--stream-arn", arn);
  expect((await post(url, '{"a":1}')).status).toBe(200);
  expect((await recordsOf(clients, "theirs")).map(String)).toEqual(['{"a":1}']);
});

test("a stream that is encrypted by hand later refuses what the role may not encrypt, until up mends the role", async () => {
  const { local, clients } = await world();
  aKey(local.account);
  const desk = await deskAt(local);
  const { url = "" } = await desk.json("up", "--local");
  const StreamName = "api-gateway-kinesis-proxy";
  await clients.kinesis.send(new StartStreamEncryptionCommand({ StreamName, ...key }));
  expect((await post(url, '{"a":1}')).status).toBeGreaterThanOrEqual(400);
  expect((await desk.run("up", "--local", "--yes")).code).toBe(0);
  expect((await post(url, '{"a":2}')).status).toBe(200);
  expect((await recordsOf(clients)).map(String)).toEqual(['{"a":2}']);
});
