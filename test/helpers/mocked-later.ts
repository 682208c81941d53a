import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mockClient } from "aws-sdk-client-mock";
import type { FakeContext } from "./fake-context.ts";
import { fault } from "./fault.ts";
import { listen } from "./mocked-clients.ts";

const options = {
  region: "eu-west-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  requestHandler: new NodeHttpHandler(),
};

/** CloudWatch Logs for this context: a real client that sends nothing. A call that no test expects is refused, by name. */
export async function mockedLogs(ctx: FakeContext) {
  const { CloudWatchLogsClient } = await import("@aws-sdk/client-cloudwatch-logs");
  const client = new CloudWatchLogsClient(options);
  const mock = mockClient(client);
  mock.onAnyCommand().rejects(fault("UnexpectedCall"));
  listen(client, ctx.calls);
  Object.assign(ctx.clients.lazily, { logs: () => Promise.resolve(client) });
  return mock;
}

/** CloudWatch, in the same way. */
export async function mockedCloudWatch(ctx: FakeContext) {
  const { CloudWatchClient } = await import("@aws-sdk/client-cloudwatch");
  const client = new CloudWatchClient(options);
  const mock = mockClient(client);
  mock.onAnyCommand().rejects(fault("UnexpectedCall"));
  listen(client, ctx.calls);
  Object.assign(ctx.clients.lazily, { cloudwatch: () => Promise.resolve(client) });
  return mock;
}
