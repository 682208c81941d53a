import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { PutRecordCommand, CreateStreamCommand, StartStreamEncryptionCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { world } from "../../journeys/world.ts";
import { permissions, startHose } from "../firehose/hose.ts";
import { aKey, kmsOf } from "./call-kms.ts";

test("a key can be disabled: Kinesis refuses to put, until it is enabled again", async () => {
  const { local, clients } = await world();
  const [name, KeyId] = ["orders", aKey(local.account, { alias: "alias/orders" }).id];
  const kms = kmsOf(local);
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
  await clients.kinesis.send(
    new StartStreamEncryptionCommand({ StreamName: name, EncryptionType: "KMS", KeyId: "alias/orders" }),
  );
  const put = () =>
    clients.kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: "1", Data: Buffer.from("{}") }));
  await put();
  await kms.call("DisableKey", { KeyId });
  expect((await kms.call("DescribeKey", { KeyId: "alias/orders" })).KeyMetadata).toMatchObject({
    KeyState: "Disabled",
    Enabled: false,
  });
  await expect(put()).rejects.toMatchObject({ name: "KMSDisabledException" });
  await kms.call("EnableKey", { KeyId });
  expect((await kms.call("DescribeKey", { KeyId })).KeyMetadata).toMatchObject({ KeyState: "Enabled" });
  await put();
});

test("an endpoint's request is refused in Kinesis's words: no right to the key, then a disabled key", async () => {
  const { local, clients } = await world();
  const { apigateway, iam, kinesis } = clients;
  const key = aKey(local.account).arn;
  await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  await kinesis.send(new StartStreamEncryptionCommand({ StreamName: "orders", EncryptionType: "KMS", KeyId: key }));
  const may = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
  const allow = (...Statement: readonly object[]) => {
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    return iam.send(new PutRolePolicyCommand({ RoleName: "gateway", PolicyName: "p", PolicyDocument }));
  };
  const trust = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "gateway", AssumeRolePolicyDocument }));
  const { id: restApiId, rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "orders" }));
  const place = { restApiId, resourceId: rootResourceId, httpMethod: "POST" };
  await apigateway.send(new PutMethodCommand({ ...place, authorizationType: "NONE" }));
  await apigateway.send(
    new PutIntegrationCommand({
      ...place,
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord",
      credentials: Role?.Arn,
      requestTemplates: { "application/json": '{"StreamName":"orders","PartitionKey":"1","Data":"e30="}' },
    }),
  );
  for (const [statusCode, selectionPattern] of [
    ["200", ""],
    ["500", "4\\d{2}"],
  ] as const) {
    await apigateway.send(new PutMethodResponseCommand({ ...place, statusCode }));
    await apigateway.send(new PutIntegrationResponseCommand({ ...place, statusCode, selectionPattern }));
  }
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s" }));
  const post = async () => {
    const answer = await fetch(`${local.url}/_aws/execute-api/${restApiId}/s/`, { method: "POST" });
    return [answer.status, ((await answer.json()) as { __type?: string }).__type];
  };
  await allow(may("kinesis:PutRecord"));
  expect(await post()).toEqual([500, "KMSAccessDeniedException"]);
  await allow(may("kinesis:PutRecord"), may("kms:GenerateDataKey"));
  expect(await post()).toEqual([200, undefined]);
  await kmsOf(local).call("DisableKey", { KeyId: key });
  expect(await post()).toEqual([500, "KMSDisabledException"]);
  await kmsOf(local).call("EnableKey", { KeyId: key });
  expect(await post()).toEqual([200, undefined]);
});

test("Firehose waits while the key of its stream is disabled, or its role may not decrypt, and loses nothing", async () => {
  await using hose = await startHose();
  const key = aKey(hose.local.account).arn;
  const encryption = { StreamName: "orders", EncryptionType: "KMS" as const, KeyId: key };
  await hose.clients.kinesis.send(new StartStreamEncryptionCommand(encryption));
  await hose.create({ BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } });
  await hose.write("secret");
  const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: key };
  await hose.pass(60_000);
  expect(hose.texts()).toEqual([]);
  await kmsOf(hose.local).call("DisableKey", { KeyId: key });
  await hose.allow([...permissions, decrypt]);
  await hose.pass(60_000);
  expect(hose.texts()).toEqual([]);
  await kmsOf(hose.local).call("EnableKey", { KeyId: key });
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["secret"]);
});
