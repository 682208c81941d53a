import { expect, it } from "vitest";
import { Account } from "../../../src/local/account/account.ts";
import { logSink } from "../../../src/local/account/log-sink.ts";
import { logWriter } from "../../../src/local/account/write-log.ts";
import type { ServiceCall } from "../../../src/local/execute-api/index.ts";
import { controlPlane } from "../apigateway/control-plane.ts";
import { api } from "../execute-api/deployment.ts";
import { handClock } from "../hand-clock.ts";

const served = api({}, { accountId: "000000000000" });
const events = (count: number) => Array.from({ length: count }, (_, at) => ({ timestamp: at, message: `line ${at}` }));
const none = () => {
  throw new Error("Nothing is to be called.");
};

it("writes into a group as the account's role, and not at all without one", async () => {
  const plane = controlPlane();
  const put: unknown[] = [];
  const write = logWriter(plane.account, none);
  plane.account.corner(logSink, "").put = (region, group, stream, lines, makeGroup) => {
    put.push([region, group, stream, lines.length, makeGroup]);
    return true;
  };
  const destination = "arn:aws:logs:ap-northeast-2:000000000000:log-group:access";
  write(served, destination, "stream", events(2));
  expect(put).toEqual([]);
  await plane.allowLogs();
  put.length = 0;
  write(served, destination, "stream", events(2));
  write(served, "API-Gateway-Execution-Logs_a/s", "stream", events(3));
  expect(put).toEqual([
    ["ap-northeast-2", "access", "stream", 2, false],
    ["ap-northeast-2", "API-Gateway-Execution-Logs_a/s", "stream", 3, true],
  ]);
});

it("puts lines into a delivery stream, 500 at once, by a role of its own", () => {
  const calls: ServiceCall[] = [];
  const write = logWriter(new Account("000000000000", handClock()), (call) => {
    calls.push(call);
    return { status: 200, headers: {}, body: "{}" };
  });
  write(served, "arn:aws:firehose:eu-west-1:000000000000:deliverystream/amazon-apigateway-x", "stream", events(501));
  const sent = calls.map(({ request }) => JSON.parse(String(request.body)) as { readonly Records: readonly object[] });
  expect(calls.map(({ service, region }) => `${service} ${region}`)).toEqual([
    "firehose eu-west-1",
    "firehose eu-west-1",
  ]);
  expect(sent.map(({ Records }) => Records.length)).toEqual([500, 1]);
  expect(sent[1]).toEqual({
    DeliveryStreamName: "amazon-apigateway-x",
    Records: [{ Data: Buffer.from("line 500").toString("base64") }],
  });
  const may = (action: string) => calls[0]?.authority.allows(action, "*");
  expect([may("firehose:PutRecordBatch"), may("firehose:DeleteDeliveryStream")]).toEqual([true, false]);
});
