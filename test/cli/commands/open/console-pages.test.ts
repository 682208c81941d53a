import { expect, test } from "vitest";
import { consolePages } from "../../../../src/cli/commands/open/console-pages.ts";
import { fakeContext } from "../../../helpers/fake-context.ts";

const found = (ids: object) => ({ ids, ours: true, facts: {} });
const known = {
  api: found({ id: "a1b2", rootResourceId: "r" }),
  stream: found({ name: "orders", arn: "a" }),
  role: found({ name: "orders+eu", arn: "a" }),
  bucket: found({ name: "events" }),
  archive: found({ name: "orders" }),
};
const ctx = fakeContext({ archive: { bucket: "events", prefix: "raw" } }, { known });

test.each([
  ["api", "/apigateway/main/apis/a1b2/resources?api=a1b2&region=eu-west-1"],
  ["stream", "/kinesis/home?region=eu-west-1#/streams/details/orders/monitoring"],
  ["role", "/iam/home?region=eu-west-1#/roles/details/orders%2Beu"],
  [
    "logs",
    "/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Fvendedlogs$252Fkinesis-proxy$252Forders",
  ],
  ["alarms", "/cloudwatch/home?region=eu-west-1#alarmsV2:?search=kinesis-proxy%2Forders%2F"],
  ["bucket", "/s3/buckets/events?region=eu-west-1&prefix=raw%2Forders%2F"],
  ["archive", "/firehose/home?region=eu-west-1#/details/orders/monitoring"],
] as const)("the page of %s", (name, path) => {
  expect(consolePages[name].path(ctx)).toBe(path);
});
