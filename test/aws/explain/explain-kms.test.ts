import { expect, test } from "vitest";
import { explainKms, isKms } from "../../../src/aws/explain/explain-kms.ts";
import { fault } from "../../helpers/fault.ts";

const denied = fault("KMSAccessDeniedException", "Not  for\nyou.");

test.each([
  ["kinesis:GetRecords", "kms:Decrypt"],
  ["kinesis:GetShardIterator", "kms:Decrypt"],
  ["kinesis:PutRecord", "kms:GenerateDataKey"],
  ["kinesis:PutRecords", "kms:GenerateDataKey"],
  ["kinesis:StartStreamEncryption", "kms:DescribeKey"],
  [undefined, "kms:DescribeKey"],
])("who is denied the key by %s is told to ask for %s", (call, permission) => {
  expect(explainKms(denied, call)?.hint).toContain(permission);
});

test("the sentence says what failed, and AWS's words on one line", () => {
  expect(explainKms(denied, "kinesis:GetRecords")?.message).toMatch(
    /^The records are encrypted and cannot be read: .* \(Not for you\)\.$/,
  );
  expect(explainKms(denied, "kinesis:PutRecord")?.message).toMatch(/^kinesis:PutRecord failed: /);
  expect(explainKms(fault("KMSDisabledException", ""), undefined)?.message).toMatch(/^The call failed: [^(]*\.$/);
});

test("a key that is not there is to be made where it was asked for, and lost where records need it", () => {
  const missing = fault("KMSNotFoundException", "Alias alias/orders is not found.");
  const asked = explainKms(missing, "kinesis:StartStreamEncryption");
  expect(asked?.message).toMatch(/there is no such KMS key \(Alias alias\/orders is not found\)\.$/);
  expect(asked?.hint).toContain("aws kms create-key");
  expect(explainKms(missing, "kinesis:GetRecords")?.hint).toContain("lost");
});

test("any other error is none of KMS", () => {
  const other = fault("ResourceNotFoundException");
  expect([isKms(denied), isKms(other)]).toEqual([true, false]);
  expect(explainKms(other, "kinesis:GetRecords")).toBeUndefined();
});
