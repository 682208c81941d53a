import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { CreateStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { cbor, dateToTag } from "@smithy/core/cbor";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asked, cloudwatch } from "./cloudwatch.ts";
import type { CloudWatch } from "./cloudwatch.ts";

const MINUTE = 60_000;
const target = "GraniteServiceVersion20100801";
let here: CloudWatch;
beforeEach(async () => (here = await cloudwatch()));
afterEach(() => here.local.close());

const incoming = {
  Id: "m1",
  MetricStat: {
    Metric: {
      Namespace: "AWS/Kinesis",
      MetricName: "IncomingRecords",
      Dimensions: [{ Name: "StreamName", Value: "s" }],
    },
    Period: 60,
    Stat: "Sum",
  },
};

async function threeRecords(): Promise<{ readonly StartTime: Date; readonly EndTime: Date }> {
  const StartTime = new Date(here.clock.now());
  await here.kinesis.send(new CreateStreamCommand({ StreamName: "s", ShardCount: 1 }));
  for (const text of ["a", "b", "c"]) {
    await here.kinesis.send(new PutRecordCommand({ StreamName: "s", PartitionKey: "k", Data: Buffer.from(text) }));
  }
  return { StartTime, EndTime: new Date(StartTime.getTime() + MINUTE) };
}

it("counts records, and says so over JSON, CBOR and forms", async () => {
  const { StartTime, EndTime } = await threeRecords();
  const byJson = await here.client.send(
    new GetMetricDataCommand({ MetricDataQueries: [incoming], StartTime, EndTime }),
  );
  const result = { Id: "m1", Label: "IncomingRecords", StatusCode: "Complete", Timestamps: [StartTime], Values: [3] };
  expect(byJson.MetricDataResults).toEqual([result]);

  const byCbor = await asked(
    here.local.url,
    { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" },
    cbor.serialize({ MetricDataQueries: [incoming], StartTime: dateToTag(StartTime), EndTime: dateToTag(EndTime) }),
    `/service/${target}/operation/GetMetricData`,
  );
  expect(byCbor.headers.get("smithy-protocol")).toBe("rpc-v2-cbor");
  expect(cbor.deserialize(byCbor.bytes)).toEqual({
    MetricDataResults: [{ ...result, Timestamps: [dateToTag(StartTime)] }],
    Messages: [],
  });

  const form = new URLSearchParams({
    Action: "GetMetricData",
    Version: "2010-08-01",
    StartTime: StartTime.toISOString(),
    EndTime: EndTime.toISOString(),
    "MetricDataQueries.member.1.Id": "m1",
    "MetricDataQueries.member.1.MetricStat.Metric.Namespace": "AWS/Kinesis",
    "MetricDataQueries.member.1.MetricStat.Metric.MetricName": "IncomingRecords",
    "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name": "StreamName",
    "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value": "s",
    "MetricDataQueries.member.1.MetricStat.Period": "60",
    "MetricDataQueries.member.1.MetricStat.Stat": "Sum",
  });
  const byForm = await asked(here.local.url, { "Content-Type": "application/x-www-form-urlencoded" }, form.toString());
  expect(byForm.bytes.toString()).toContain("<Values><member>3</member></Values>");
});

it("fires an alarm on the minute, tells it, and takes it back", async () => {
  await here.client.send(
    new PutMetricAlarmCommand({
      AlarmName: "kinesis-proxy/orders/many",
      Namespace: "AWS/Kinesis",
      MetricName: "IncomingRecords",
      Dimensions: [{ Name: "StreamName", Value: "s" }],
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 2,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: ["arn:aws:sns:ap-northeast-2:000000000000:ops"],
    }),
  );
  const state = async () => {
    const { MetricAlarms = [] } = await here.client.send(new DescribeAlarmsCommand({}));
    return [MetricAlarms[0]?.StateValue, MetricAlarms[0]?.StateReason];
  };
  expect(await state()).toEqual(["INSUFFICIENT_DATA", "Unchecked: Initial alarm creation"]);
  await threeRecords();
  here.clock.move(MINUTE);
  const [value, reason] = await state();
  expect(value).toBe("ALARM");
  expect(reason).toMatch(
    /^Threshold Crossed: 1 datapoint \[3\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than the threshold \(2\.0\)\.$/,
  );
  expect(here.told).toEqual([
    `alarm kinesis-proxy/orders/many: INSUFFICIENT_DATA -> ALARM: ${reason} It would notify arn:aws:sns:ap-northeast-2:000000000000:ops.`,
  ]);
  here.clock.move(10 * MINUTE);
  expect((await state())[0]).toBe("OK");
});

it("takes a compressed PutMetricData", async () => {
  const MetricData = Array.from({ length: 200 }, (_, i) => ({ MetricName: `metric-with-a-long-name-${i}`, Value: i }));
  await here.client.send(new PutMetricDataCommand({ Namespace: "mine", MetricData }));
  const now = here.clock.now();
  const { MetricDataResults } = await here.client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        {
          Id: "m",
          MetricStat: {
            Metric: { Namespace: "mine", MetricName: "metric-with-a-long-name-199" },
            Period: 60,
            Stat: "Maximum",
          },
        },
      ],
      StartTime: new Date(now),
      EndTime: new Date(now + MINUTE),
    }),
  );
  expect(MetricDataResults?.[0]?.Values).toEqual([199]);
});
