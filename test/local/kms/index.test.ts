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

/** A call of KMS as AWS CLI makes it. */
async function kms(url: string, operation: string, KeyId: string) {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `TrentService.${operation}`,
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/ap-northeast-2/kms/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify({ KeyId }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

test("a key can be disabled: Kinesis refuses to put, until it is enabled again", async () => {
  const { local, clients } = await world();
  const [name, key] = ["orders", "alias/orders"];
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
  await clients.kinesis.send(new StartStreamEncryptionCommand({ StreamName: name, EncryptionType: "KMS", KeyId: key }));
  const put = () =>
    clients.kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: "1", Data: Buffer.from("{}") }));
  await put();
  await kms(local.url, "DisableKey", key);
  expect((await kms(local.url, "DescribeKey", key)).body.KeyMetadata).toMatchObject({
    KeyState: "Disabled",
    Enabled: false,
  });
  await expect(put()).rejects.toMatchObject({ name: "KMSDisabledException" });
  await kms(local.url, "EnableKey", key);
  expect((await kms(local.url, "DescribeKey", key)).body.KeyMetadata).toMatchObject({ KeyState: "Enabled" });
  await put();
});

test("an endpoint's request is refused in Kinesis's words: no right to the key, then a disabled key", async () => {
  const { local, clients } = await world();
  const { apigateway, iam, kinesis } = clients;
  const key = "arn:aws:kms:ap-northeast-2:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";
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
  await kms(local.url, "DisableKey", key);
  expect(await post()).toEqual([500, "KMSDisabledException"]);
  await kms(local.url, "EnableKey", key);
  expect(await post()).toEqual([200, undefined]);
});

test("Firehose waits while the key of its stream is disabled, or its role may not decrypt, and loses nothing", async () => {
  await using hose = await startHose();
  const key = "arn:aws:kms:ap-northeast-2:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const encryption = { StreamName: "orders", EncryptionType: "KMS" as const, KeyId: key };
  await hose.clients.kinesis.send(new StartStreamEncryptionCommand(encryption));
  await hose.create({ BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } });
  await hose.write("secret");
  const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: key };
  await hose.pass(60_000);
  expect(hose.texts()).toEqual([]);
  await kms(hose.local.url, "DisableKey", key);
  await hose.allow([...permissions, decrypt]);
  await hose.pass(60_000);
  expect(hose.texts()).toEqual([]);
  await kms(hose.local.url, "EnableKey", key);
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["secret"]);
});

test.each([
  ["nonsense", "Invalid keyId 'nonsense'"],
  ["arn:aws:kms:eu-west-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab", "Invalid arn eu-west-1"],
])("%s is no key", async (id, message) => {
  const { local } = await world();
  expect(await kms(local.url, "DescribeKey", id)).toEqual({
    status: 400,
    body: { __type: "NotFoundException", message },
  });
});
