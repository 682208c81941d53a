import {
  CreateStreamCommand,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  StartStreamEncryptionCommand,
  SubscribeToShardCommand,
} from "@aws-sdk/client-kinesis";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { describe, expect, it, onTestFinished, test } from "vitest";
import type { PolicyContext } from "../../../src/local/policy/variables.ts";
import { evaluate, parsePolicy } from "../../../src/local/policy/policy.ts";
import { startLocal } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { keyStore } from "../../../src/local/account/kms/key-store.ts";
import { aKey } from "../kms/call-kms.ts";
import { base64, bench, caller } from "./bench.ts";

const ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/s";
const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const OTHER_ID = KEY_ID.replace("1234abcd", "00000000");
const KEY_ARN = `arn:aws:kms:eu-west-1:111122223333:key/${KEY_ID}`;
const ROLE = "arn:aws:sts::111122223333:assumed-role/worker/session";
const onStream = { Effect: "Allow", Action: "kinesis:*", Resource: "*" };

/** A stream encrypted with that key, and somebody with those statements beside all rights on streams. */
async function encrypted(KeyId: string, ...statements: readonly object[]) {
  const local = bench();
  const { account, region } = local.scope;
  aKey(account, { id: KEY_ID, region });
  aKey(account, { id: OTHER_ID, region });
  aKey(account, { id: KEY_ID.replaceAll("1", "2"), region, alias: "alias/orders" });
  aKey(account, { id: KEY_ID.replaceAll("1", "3"), region, alias: "alias/others" });
  await local.call("CreateStream", { StreamName: "s", ShardCount: 1 });
  await local.call("StartStreamEncryption", { StreamName: "s", EncryptionType: "KMS", KeyId });
  const policy = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: [onStream, ...statements] }));
  const allows = (action: string, resource: string, context: PolicyContext = {}) =>
    evaluate(policy, { action, resource, context }) === "allowed";
  const scope = { ...local.scope, caller: caller(ROLE, allows) };
  const { ShardIterator } = await local.call("GetShardIterator", {
    StreamName: "s",
    ShardId: "shardId-000000000000",
    ShardIteratorType: "TRIM_HORIZON",
  });
  return { ...local, worker: scope, ShardIterator };
}

const record = { PartitionKey: "a", Data: base64("1") };
const one = { StreamName: "s", ...record };
const many = { StreamName: "s", Records: [record] };
const may = (Action: string, Resource: string, Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  Condition,
});

describe("Whoever writes to an encrypted stream", () => {
  it("needs kms:GenerateDataKey on the key", async () => {
    const { call, refused, worker } = await encrypted(KEY_ID, may("kms:Decrypt", "*"));
    for (const [operation, input] of [
      ["PutRecord", one],
      ["PutRecords", many],
    ] as const) {
      expect(await refused(operation, input, worker)).toBe(
        `KMSAccessDeniedException: User: ${ROLE} is not authorized to perform: kms:GenerateDataKey on resource: ${KEY_ARN} ` +
          "because no identity-based policy allows the kms:GenerateDataKey action",
      );
      await call(operation, input);
    }
  });

  test.each([
    ["a key by id", KEY_ID, may("kms:GenerateDataKey", KEY_ARN), true],
    ["a key by ARN", KEY_ARN, may("kms:GenerateDataKey", KEY_ARN), true],
    ["another key", OTHER_ID, may("kms:GenerateDataKey", KEY_ARN), false],
    ["any key by its alias", "alias/orders", may("kms:GenerateDataKey", "*", aliases("alias/orders")), true],
    [
      "any key by its alias's ARN",
      KEY_ARN.replace(/key.*/, "alias/orders"),
      may("kms:*", "*", aliases("alias/orders")),
      true,
    ],
    ["any key by another alias", "alias/others", may("kms:GenerateDataKey", "*", aliases("alias/orders")), false],
    [
      "a key through Kinesis",
      KEY_ID,
      may("kms:GenerateDataKey", KEY_ARN, via("kinesis.eu-west-1.amazonaws.com")),
      true,
    ],
    ["a key through S3", KEY_ID, may("kms:GenerateDataKey", KEY_ARN, via("s3.eu-west-1.amazonaws.com")), false],
    ["a key for this stream", KEY_ID, may("kms:GenerateDataKey", KEY_ARN, forStream(ARN)), true],
    ["a key for another stream", KEY_ID, may("kms:GenerateDataKey", KEY_ARN, forStream(`${ARN}2`)), false],
    ["AWS's own key, with no permission", "alias/aws/kinesis", may("s3:*", "*"), true],
    ["AWS's own key by ARN", KEY_ARN.replace(/key.*/, "alias/aws/kinesis"), may("s3:*", "*"), true],
  ])("may use %s", async (_, key, statement, allowed) => {
    const { send, worker } = await encrypted(key, statement);
    expect((await send("PutRecord", one, worker)).status).toBe(allowed ? 200 : 400);
  });
});

describe("Whoever reads", () => {
  it("needs kms:Decrypt for records that are encrypted, however the stream is now", async () => {
    const { call, refused, worker, ShardIterator } = await encrypted(KEY_ID, may("kms:GenerateDataKey", "*"));
    expect((await call("GetRecords", { ShardIterator }, worker)).Records).toEqual([]);
    await call("PutRecord", one);
    await call("StopStreamEncryption", { StreamName: "s", EncryptionType: "KMS", KeyId: KEY_ID });
    expect(await refused("GetRecords", { ShardIterator }, worker)).toBe(
      `KMSAccessDeniedException: User ${ROLE} is not authorized to decrypt records in stream 111122223333:s:1768478400`,
    );
    expect((await call("GetRecords", { ShardIterator })).Records).toHaveLength(1);
  });

  it("with kms:Decrypt gets them", async () => {
    const { call, worker, ShardIterator } = await encrypted(KEY_ID, may("kms:Decrypt", KEY_ARN, forStream(ARN)));
    await call("PutRecord", one);
    expect((await call("GetRecords", { ShardIterator }, worker)).Records).toHaveLength(1);
  });

  it("by a subscription without kms:Decrypt is told so in the stream", async () => {
    const local = await startLocal();
    const { kinesis, iam, sts } = clientsOf(local);
    const StreamName = "s";
    aKey(local.account, { id: KEY_ID });
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    const StreamARN = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/s";
    const { Consumer } = await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "c" }));
    await kinesis.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: KEY_ID }));
    const RoleName = "reader";
    const policyOf = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const trust = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyOf(trust) }));
    const PolicyDocument = policyOf(onStream);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
    const assumed = await sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "me" }));
    const reader = clientsOf(local, assumed.Credentials);
    onTestFinished(async () => {
      for (const client of [kinesis, iam, sts, ...Object.values(reader)]) client.destroy();
      await local.close();
    });
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "k", Data: Buffer.from("1") }));
    const { EventStream } = await reader.kinesis.send(
      new SubscribeToShardCommand({
        ConsumerARN: Consumer?.ConsumerARN,
        ShardId: "shardId-000000000000",
        StartingPosition: { Type: "TRIM_HORIZON" },
      }),
    );
    const events = (async () => {
      for await (const event of EventStream ?? []) if (event.SubscribeToShardEvent) return event;
      return undefined;
    })();
    await expect(events).rejects.toMatchObject({
      name: "KMSAccessDeniedException",
      message: expect.stringContaining("is not authorized to decrypt records in stream 000000000000:s:"),
    });
  });
});

describe("A key that cannot be used", () => {
  const start = { StreamName: "s", EncryptionType: "KMS" };

  it("does not encrypt a stream", async () => {
    const { call, refused, scope } = bench();
    await call("CreateStream", { StreamName: "s", ShardCount: 1 });
    expect(await refused("StartStreamEncryption", { ...start, KeyId: "alias/none" })).toBe(
      "KMSNotFoundException: Alias arn:aws:kms:eu-west-1:111122223333:alias/none is not found.",
    );
    expect(await refused("StartStreamEncryption", { ...start, KeyId: KEY_ID })).toBe(
      `KMSNotFoundException: Key '${KEY_ARN}' does not exist`,
    );
    const key = aKey(scope.account, { id: KEY_ID, region: "eu-west-1" });
    key.disabled = true;
    expect(await refused("StartStreamEncryption", { ...start, KeyId: KEY_ID })).toBe(
      `KMSDisabledException: ${KEY_ARN} is disabled.`,
    );
    key.goneAt = Infinity;
    expect(await refused("StartStreamEncryption", { ...start, KeyId: KEY_ID })).toBe(
      `KMSInvalidStateException: ${KEY_ARN} is pending deletion.`,
    );
    expect((await call("DescribeStream", { StreamName: "s" })).StreamDescription.EncryptionType).toBe("NONE");
  });

  it("refuses writers and readers from then on", async () => {
    const { call, refused, scope, clock, ShardIterator } = await encrypted("alias/orders");
    await call("PutRecord", one);
    const key = keyStore(scope).keys.get(keyStore(scope).aliases.get("alias/orders")!.keyId)!;
    key.goneAt = clock.time + 1000;
    for (const [operation, input] of [
      ["PutRecord", one],
      ["PutRecords", many],
      ["GetRecords", { ShardIterator }],
    ] as const)
      expect(await refused(operation, input), operation).toBe(
        `KMSInvalidStateException: ${key.arn} is pending deletion.`,
      );
    clock.time += 1000;
    expect(await refused("PutRecord", one)).toContain("KMSNotFoundException: Alias");
    expect(await refused("GetRecords", { ShardIterator })).toBe(
      `KMSNotFoundException: Key '${key.arn}' does not exist`,
    );
  });

  it("is the alias's of the time of writing: an alias that moves does not change what is written", async () => {
    const { call, scope, ShardIterator } = await encrypted("alias/orders");
    await call("PutRecord", one);
    const { aliases, keys } = keyStore(scope);
    const alias = aliases.get("alias/orders")!;
    const former = keys.get(alias.keyId)!;
    alias.keyId = KEY_ID;
    former.disabled = true;
    await call("PutRecord", one);
    await expect(call("GetRecords", { ShardIterator })).rejects.toThrow("KMSDisabledException");
    former.disabled = false;
    expect((await call("GetRecords", { ShardIterator })).Records).toHaveLength(2);
  });
});

function aliases(...names: readonly string[]): object {
  return { "ForAnyValue:StringEquals": { "kms:ResourceAliases": names } };
}

function via(service: string): object {
  return { StringEquals: { "kms:ViaService": service } };
}

function forStream(arn: string): object {
  return { StringEquals: { "kms:EncryptionContext:aws:kinesis:arn": arn } };
}
