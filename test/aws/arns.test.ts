import { expect, test } from "vitest";
import { integrationUri, invokeUrl, parseArn, policyArn, roleArn, streamArn } from "../../src/aws/arns.ts";

test.each([
  ["aws", "eu-west-1"],
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
])("ARNs of %s", (partition, region) => {
  const place = { partition, region, accountId: "111122223333" };
  expect(streamArn(place, "orders")).toBe(`arn:${partition}:kinesis:${region}:111122223333:stream/orders`);
  expect(roleArn(place, "orders")).toBe(`arn:${partition}:iam::111122223333:role/orders`);
  expect(policyArn(place, "orders")).toBe(`arn:${partition}:iam::111122223333:policy/orders`);
  expect(integrationUri(partition, region, "PutRecord")).toBe(
    `arn:${partition}:apigateway:${region}:kinesis:action/PutRecord`,
  );
  expect(parseArn(`arn:${partition}:sts::111122223333:assumed-role/a/b:c`)).toEqual({
    partition,
    accountId: "111122223333",
  });
});

test.each([
  ["aws", "eu-west-1", undefined, "/", "https://api1.execute-api.eu-west-1.amazonaws.com/production"],
  ["aws", "eu-west-1", undefined, "/a/b", "https://api1.execute-api.eu-west-1.amazonaws.com/production/a/b"],
  ["aws-cn", "cn-north-1", undefined, "/", "https://api1.execute-api.cn-north-1.amazonaws.com.cn/production"],
  ["aws-us-gov", "us-gov-west-1", undefined, "/", "https://api1.execute-api.us-gov-west-1.amazonaws.com/production"],
  ["aws", "eu-west-1", "http://127.0.0.1:4566", "/a", "http://127.0.0.1:4566/_aws/execute-api/api1/production/a"],
])("the invoke URL in %s, %s, %s, path %s", (partition, region, endpoint, path, url) => {
  expect(invokeUrl({ partition, region, endpoint }, "api1", "production", path)).toBe(url);
});
