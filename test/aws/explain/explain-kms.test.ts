import { expect, test } from "vitest";
import { explainKms, isKms } from "../../../src/aws/explain/explain-kms.ts";
import { fault } from "../../helpers/fault.ts";

const here = { region: "eu-west-1", endpoint: "http://127.0.0.1:4566" };
const denied = fault("KMSAccessDeniedException", "Not  for\nyou.");

test.each([
  ["kinesis:GetRecords", "kms:Decrypt"],
  ["kinesis:GetShardIterator", "kms:Decrypt"],
  ["kinesis:PutRecord", "kms:GenerateDataKey"],
  ["kinesis:PutRecords", "kms:GenerateDataKey"],
  ["kinesis:StartStreamEncryption", "kms:DescribeKey"],
  [undefined, "kms:DescribeKey"],
])("who is denied the key by %s is told to ask for %s", (call, permission) => {
  expect(explainKms(denied, call, here)?.hint).toContain(permission);
});

test("the sentence says what failed, and AWS's words on one line", () => {
  expect(explainKms(denied, "kinesis:GetRecords", here)?.message).toMatch(
    /^The records are encrypted and cannot be read: .* \(Not for you\)\.$/,
  );
  expect(explainKms(denied, "kinesis:PutRecord", here)?.message).toMatch(/^kinesis:PutRecord failed: /);
  expect(explainKms(fault("KMSDisabledException", ""), undefined, here)?.message).toMatch(/^The call failed: [^(]*\.$/);
});

test("a key that is not there is to be made where it was asked for, and lost where records need it", () => {
  const missing = fault("KMSNotFoundException", "Alias alias/orders is not found.");
  const asked = explainKms(missing, "kinesis:StartStreamEncryption", here);
  expect(asked?.message).toMatch(/there is no such KMS key \(Alias alias\/orders is not found\)\.$/);
  const there = "--region eu-west-1 --endpoint-url http://127.0.0.1:4566";
  expect(asked?.hint).toBe(
    `Take one that "aws kms list-aliases ${there}" lists, or make it: ` +
      `aws kms create-alias --alias-name alias/orders --target-key-id "$(aws kms create-key --query KeyMetadata.KeyId --output text ${there})" ${there}`,
  );
  const byId = fault("KMSNotFoundException", "Key 'k' does not exist");
  const onAws = { region: "eu-west-1", endpoint: undefined };
  expect(explainKms(byId, "kinesis:StartStreamEncryption", onAws)?.hint).toMatch(
    / or make one: aws kms create-key --region eu-west-1$/,
  );
  const arn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
  expect(explainKms(fault("KMSDisabledException", `${arn} is disabled.`), undefined, onAws)?.hint).toContain(
    `aws kms enable-key --key-id ${arn} --region eu-west-1`,
  );
  expect(explainKms(missing, "kinesis:GetRecords", here)?.hint).toContain("lost");
});

test("any other error is none of KMS", () => {
  const other = fault("ResourceNotFoundException");
  expect([isKms(denied), isKms(other)]).toEqual([true, false]);
  expect(explainKms(other, "kinesis:GetRecords", here)).toBeUndefined();
});
