import { expect, test } from "vitest";
import { readRules } from "../../../src/local/faults/rules.ts";
import { startLocal } from "../../../src/local/index.ts";

test.each(["PutRecord", "CreateRestApi", "TestInvokeMethod", "CreateRole", "AssumeRole", "iam", "execute-api", "#3"])(
  "throttle@%s can strike",
  (where) => expect(readRules([`throttle@${where}`])).toHaveLength(1),
);

test.each([
  [
    "throttle@Nope",
    '"throttle@Nope": there is no operation or service Nope. WHERE is an operation such as PutRecord, or a service such as kinesis.',
  ],
  [
    "lost@putrecord*2",
    '"lost@putrecord*2": there is no operation or service putrecord. Similar: PutRecord, PutRecords',
  ],
  ["deny@CreateRestAPIs", "Similar: CreateRestApi"],
  ["slow=1s@kinesys", "Similar: kinesis."],
  ["error@__proto__", "there is no operation or service __proto__."],
])("%s never would, and is refused", async (rule, message) => {
  expect(() => readRules(["iam-lag=1s", rule])).toThrow(message);
  await expect(startLocal({ faults: [rule] })).rejects.toThrow(message);
});
