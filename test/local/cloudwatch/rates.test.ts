import { ListMetricsCommand, PutDashboardCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { CreateStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { cbor } from "@smithy/core/cbor";
import { expect, test } from "vitest";
import { metricsOf } from "../../../src/local/account/metrics/metrics.ts";
import { asked, cloudwatch } from "./cloudwatch.ts";

const state = new SetAlarmStateCommand({ AlarmName: "a", StateValue: "OK", StateReason: "" });

test("beyond AWS's rates a call is refused, until time has passed", async () => {
  const { local, client, clock } = await cloudwatch({ faults: ["rates"] });
  await using _ = local;
  const outcomes = async () => {
    const names: string[] = [];
    for (let call = 0; call < 4; call++) await client.send(state).catch((error: Error) => names.push(error.name));
    return names;
  };
  expect(await outcomes()).toEqual([...Array<string>(3).fill("ResourceNotFound"), "Throttling"]);
  await client.send(new ListMetricsCommand({}));
  clock.move(1_000);
  expect(await outcomes()).toEqual([...Array<string>(3).fill("ResourceNotFound"), "Throttling"]);
});

test("faults come in the words of each protocol", async () => {
  const rules = ["deny@PutDashboard*1", "throttle@cloudwatch*2", "error@ListMetrics*1"];
  const { local, client } = await cloudwatch({ faults: rules });
  await using _ = local;
  const put = new PutDashboardCommand({ DashboardName: "d", DashboardBody: "{}" });
  await expect(client.send(put)).rejects.toMatchObject({ name: "AccessDenied" });
  const byCbor = await asked(
    local.url,
    { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" },
    cbor.serialize({}),
    "/service/GraniteServiceVersion20100801/operation/DescribeAlarms",
  );
  expect(byCbor.status).toBe(400);
  expect(byCbor.headers.get("x-amzn-query-error")).toBe("Throttling;Sender");
  expect(cbor.deserialize(byCbor.bytes)).toEqual({
    __type: "com.amazon.coral.availability#ThrottlingException",
    message: "Rate exceeded",
  });
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const byForm = await asked(local.url, form, "Action=ListMetrics&Version=2010-08-01");
  expect([byForm.status, byForm.bytes.toString()]).toEqual([
    500,
    expect.stringContaining("<Code>InternalServiceError</Code>"),
  ]);
});

test("a PutRecord that --fault refuses shows in the stream's metrics", async () => {
  const { local, kinesis } = await cloudwatch({ faults: ["throttle@PutRecord*1"] });
  await using _ = local;
  await kinesis.send(new CreateStreamCommand({ StreamName: "s", ShardCount: 1 }));
  const record = new PutRecordCommand({ StreamName: "s", PartitionKey: "k", Data: Buffer.from("1") });
  await expect(kinesis.send(record)).rejects.toMatchObject({ name: "ProvisionedThroughputExceededException" });
  await kinesis.send(record);
  const about = { namespace: "AWS/Kinesis", dimensions: { StreamName: "s" } };
  const sum = (metric: string) =>
    metricsOf(local.account, "ap-northeast-2")
      .find({ ...about, metric })
      .flatMap((series) => series.between(0, Infinity))
      .map(({ tally }) => [tally.count, tally.sum]);
  expect(sum("WriteProvisionedThroughputExceeded")).toEqual([[2, 1]]);
  expect(sum("PutRecord.Success")).toEqual([[2, 1]]);
});
