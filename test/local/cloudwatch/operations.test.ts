import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  paginateDescribeAlarms,
  paginateGetMetricData,
} from "@aws-sdk/client-cloudwatch";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { cbor, dateToTag } from "@smithy/core/cbor";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clientsOf } from "../clients.ts";
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
  expect(byForm.bytes.toString()).toContain("<Values><member>3.0</member></Values>");
});

it("writes doubles as doubles, and counts as integers", async () => {
  await threeRecords();
  const about = { Namespace: "AWS/Kinesis", MetricName: "IncomingRecords", Period: 60, Statistic: "Sum" } as const;
  const compared = { ComparisonOperator: "GreaterThanThreshold", Threshold: 5, EvaluationPeriods: 1 } as const;
  await here.client.send(new PutMetricAlarmCommand({ AlarmName: "a", ...about, ...compared }));
  const json = async (operation: string, input: object): Promise<string> => {
    const headers = { "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": `${target}.${operation}` };
    return (await asked(here.local.url, headers, JSON.stringify(input))).bytes.toString();
  };
  const alarms = await json("DescribeAlarms", {});
  expect(alarms).toContain('"Threshold":5.0');
  expect(alarms).toContain('"Period":60,');
  const range = { StartTime: here.clock.now() / 1_000, EndTime: here.clock.now() / 1_000 + 60 };
  expect(await json("GetMetricData", { MetricDataQueries: [incoming], ...range })).toContain('"Values":[3.0]');
  const asOne = { ...about, Statistics: ["Sum"], ExtendedStatistics: ["p50"], ...range };
  const Dimensions = [{ Name: "StreamName", Value: "s" }];
  const points = await json("GetMetricStatistics", { ...asOne, Dimensions });
  expect(points).toContain('"Sum":3.0');
  expect(points).toContain('"p50":1.0');
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

it("asks for permission on the alarm itself, and on a dashboard without a region", async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" }],
  };
  const RoleName = "watcher";
  const Statement = [
    {
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"],
      Resource: "arn:aws:cloudwatch:ap-northeast-2:000000000000:alarm:kinesis-proxy/*",
    },
    {
      Effect: "Allow",
      Action: "cloudwatch:PutDashboard",
      Resource: "arn:aws:cloudwatch::000000000000:dashboard/mine",
    },
  ];
  await here.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await here.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
  const RoleArn = "arn:aws:iam::000000000000:role/watcher";
  const { Credentials } = await here.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "session" }));
  const watcher = await clientsOf(here.local, Credentials).lazily.cloudwatch();

  const alarm = (AlarmName: string) =>
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: "t",
      MetricName: "m",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
    });
  await watcher.send(alarm("kinesis-proxy/orders/x"));
  await expect(watcher.send(alarm("other"))).rejects.toMatchObject({
    name: "AccessDenied",
    message: expect.stringMatching(
      /is not authorized to perform: cloudwatch:PutMetricAlarm on resource: .*alarm:other /,
    ),
    $metadata: { httpStatusCode: 403 },
  });
  await watcher.send(new DeleteAlarmsCommand({ AlarmNames: ["kinesis-proxy/orders/x"] }));
  const DashboardBody = '{"widgets":[]}';
  await watcher.send(new PutDashboardCommand({ DashboardName: "mine", DashboardBody }));
  const yours = new PutDashboardCommand({ DashboardName: "yours", DashboardBody });
  await expect(watcher.send(yours)).rejects.toMatchObject({ name: "AccessDenied" });
});

it("keeps an alarm's tags and state when it is put again, and forgets them with it", async () => {
  const { client } = here;
  const put = (Threshold: number, Value: string) =>
    new PutMetricAlarmCommand({
      AlarmName: "a",
      Namespace: "t",
      MetricName: "m",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold,
      ComparisonOperator: "GreaterThanThreshold",
      Tags: [{ Key: "k", Value }],
    });
  await client.send(put(1, "first"));
  await client.send(new SetAlarmStateCommand({ AlarmName: "a", StateValue: "ALARM", StateReason: "by hand" }));
  await client.send(put(2, "second"));
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["a"] }));
  expect(MetricAlarms[0]).toMatchObject({ Threshold: 2, StateValue: "ALARM", StateReason: "by hand" });
  const ResourceARN = MetricAlarms[0]?.AlarmArn;
  const tags = async () => (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
  expect(await tags()).toEqual([{ Key: "k", Value: "first" }]);
  await client.send(new DeleteAlarmsCommand({ AlarmNames: ["unknown", "a"] }));
  expect(await tags()).toEqual([]);
  await expect(client.send(new TagResourceCommand({ ResourceARN, Tags: [] }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    $metadata: { httpStatusCode: 404 },
  });
  const { AlarmHistoryItems = [] } = await client.send(new DescribeAlarmHistoryCommand({ AlarmName: "a" }));
  expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
    'Alarm "a" deleted',
    'Alarm "a" updated',
    "Alarm updated from INSUFFICIENT_DATA to ALARM",
    'Alarm "a" created',
  ]);
});

it("gives alarms and data in pages", async () => {
  const { client, clock } = here;
  const now = clock.now();
  for (let i = 0; i < 5; i++) {
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: `a${i}`,
        Namespace: "t",
        MetricName: "m",
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      }),
    );
  }
  const names: (string | undefined)[][] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client, pageSize: 2 }, {})) {
    names.push(MetricAlarms.map(({ AlarmName }) => AlarmName));
  }
  expect(names).toEqual([["a0", "a1"], ["a2", "a3"], ["a4"]]);
  const asked = {
    MetricDataQueries: [
      { Id: "x", Expression: "TIME_SERIES(1)" },
      { Id: "y", Expression: "TIME_SERIES(2)" },
    ],
    StartTime: new Date(now),
    EndTime: new Date(now + 5 * MINUTE),
    MaxDatapoints: 4,
  };
  const pages: unknown[] = [];
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, asked)) {
    pages.push(MetricDataResults.map(({ Id, Values, StatusCode }) => [Id, Values?.length, StatusCode]));
  }
  expect(pages).toEqual([
    [["x", 4, "PartialData"]],
    [
      ["x", 1, "Complete"],
      ["y", 3, "PartialData"],
    ],
    [["y", 2, "Complete"]],
  ]);
  await expect(client.send(new DescribeAlarmsCommand({ NextToken: "x" }))).rejects.toMatchObject({
    name: "InvalidNextToken",
  });
});
