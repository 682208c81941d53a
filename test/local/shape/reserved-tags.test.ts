import { AddTagsToStreamCommand, CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";

const tags = { "AWS:x": "1" };
const list = [{ Key: "aws:x", Value: "1" }];

test("tags that only AWS may give are refused by every service", async () => {
  await using local = await startLocal();
  const { kinesis, iam, apigateway, lazily } = clientsOf(local);
  await kinesis.send(new CreateStreamCommand({ StreamName: "s", ShardCount: 1 }));
  const alarm = {
    AlarmName: "a",
    Namespace: "n",
    MetricName: "m",
    Period: 60,
    Statistic: "Sum",
    EvaluationPeriods: 1,
  } as const;
  const compared = { Threshold: 1, ComparisonOperator: "GreaterThanThreshold" } as const;
  const trusted = { Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trusted] });
  const cloudwatch = await lazily.cloudwatch();
  const logs = await lazily.logs();
  const refused = [
    () => kinesis.send(new AddTagsToStreamCommand({ StreamName: "s", Tags: tags })),
    () => kinesis.send(new CreateStreamCommand({ StreamName: "t", ShardCount: 1, Tags: tags })),
    () => iam.send(new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument, Tags: list })),
    () => cloudwatch.send(new PutMetricAlarmCommand({ ...alarm, ...compared, Tags: list })),
    () => logs.send(new CreateLogGroupCommand({ logGroupName: "g", tags })),
    () => apigateway.send(new CreateRestApiCommand({ name: "a", tags })),
  ];
  for (const one of refused)
    await expect(one()).rejects.toThrow("aws: prefixed tag key names are not allowed for external use.");
});
