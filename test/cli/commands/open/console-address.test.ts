import { expect, test } from "vitest";
import { consoleAddress, inFragment } from "../../../../src/cli/commands/open/console-address.ts";

test.each([
  ["aws", "eu-west-1", "https://eu-west-1.console.aws.amazon.com/x"],
  ["aws-cn", "cn-north-1", "https://cn-north-1.console.amazonaws.cn/x"],
  ["aws-us-gov", "us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/x"],
  ["aws-iso", "us-iso-east-1", undefined],
])("the console of %s", (partition, region, address) => {
  expect(consoleAddress({ partition, region }, "/x")).toBe(address);
});

test("CloudWatch's pages read names that are encoded twice, with $ for %", () => {
  expect(inFragment("/aws/vendedlogs/kinesis-proxy/orders")).toBe(
    "$252Faws$252Fvendedlogs$252Fkinesis-proxy$252Forders",
  );
});
