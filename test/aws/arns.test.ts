import { expect, test } from "vitest";
import { mockedClients } from "../helpers/mocked-clients.ts";
import { hostSuffix, invokeUrl, parseArn, policyArn, roleArn, streamArn } from "../../src/aws/arns.ts";

test.each([
  ["aws", "eu-west-1"],
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
  ["aws-eusc", "eusc-de-east-1"],
  ["aws-iso-b", "us-isob-east-1"],
])("ARNs of %s", (partition, region) => {
  const place = { partition, region, accountId: "111122223333" };
  expect(streamArn(place, "orders")).toBe(`arn:${partition}:kinesis:${region}:111122223333:stream/orders`);
  expect(roleArn(place, "orders")).toBe(`arn:${partition}:iam::111122223333:role/orders`);
  expect(policyArn(place, "orders")).toBe(`arn:${partition}:iam::111122223333:policy/orders`);
  expect(parseArn(`arn:${partition}:sts::111122223333:assumed-role/a/b:c`)).toEqual({
    partition,
    accountId: "111122223333",
  });
});

test.each([
  ["eu-west-1", "amazonaws.com"],
  ["us-gov-west-1", "amazonaws.com"],
  ["cn-north-1", "amazonaws.com.cn"],
  ["eusc-de-east-1", "amazonaws.eu"],
  ["us-iso-east-1", "c2s.ic.gov"],
  ["us-isob-east-1", "sc2s.sgov.gov"],
  ["eu-isoe-west-1", "cloud.adc-e.uk"],
  ["us-isof-south-1", "csp.hci.ic.gov"],
])("hosts in %s end with %s", (region, suffix) => {
  const { clients } = mockedClients();
  expect(hostSuffix(clients, region)).toBe(suffix);
  expect(invokeUrl({ suffix, region, endpoint: undefined }, "api1", "production", "/a/b")).toBe(
    `https://api1.execute-api.${region}.${suffix}/production/a/b`,
  );
});

test.each([
  [undefined, "/", "https://api1.execute-api.eu-west-1.amazonaws.com/production"],
  ["http://127.0.0.1:4566", "/a", "http://127.0.0.1:4566/_aws/execute-api/api1/production/a"],
])("the invoke URL at %s, path %s", (endpoint, path, url) => {
  const place = { suffix: "amazonaws.com", region: "eu-west-1", endpoint };
  expect(invokeUrl(place, "api1", "production", path)).toBe(url);
});
