import { PutRecordCommand, CreateStreamCommand, StartStreamEncryptionCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { world } from "../../journeys/world.ts";

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
