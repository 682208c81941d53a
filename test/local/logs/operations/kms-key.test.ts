import { expect, test } from "vitest";
import { groupArn, logsPlane } from "../logs-plane.ts";

test("a log group's key is set, changed and taken away, by its name or its ARN", async () => {
  const { call, refusal } = logsPlane();
  await call("CreateLogGroup", { logGroupName: "g" });
  const key = async () => (await call("DescribeLogGroups")).body.logGroups[0].kmsKeyId;
  const kmsKeyId = "arn:aws:kms:ap-northeast-2:000000000000:key/1";
  await call("AssociateKmsKey", { logGroupName: "g", kmsKeyId });
  expect(await key()).toBe(kmsKeyId);
  await call("AssociateKmsKey", { resourceIdentifier: groupArn("g"), kmsKeyId: `${kmsKeyId}2` });
  expect(await key()).toBe(`${kmsKeyId}2`);
  await call("DisassociateKmsKey", { resourceIdentifier: groupArn("g") });
  expect(await key()).toBeUndefined();
  expect(await refusal("AssociateKmsKey", { logGroupName: "other", kmsKeyId })).toBe(
    "400 ResourceNotFoundException: The specified log group does not exist.",
  );
  expect(await refusal("DisassociateKmsKey")).toContain("InvalidParameterException");
});
