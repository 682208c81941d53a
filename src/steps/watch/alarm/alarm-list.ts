import { dimensions, type Watched } from "../measured/watched-proxy.ts";
import { above, late, of, quiet, silent, sum, type Alarm } from "./alarm-shapes.ts";

/** Requests in five minutes from which on a share of them says something. */
const FLOOR = 20;

/** The alarms, by kind: AWS's recommendations, changed where they would ring for nothing or be silent about lost records.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 * Units are left out: with a wrong one an alarm never rings. */
export function alarmsFor(about: Watched): Readonly<Record<string, Alarm>> {
  const { shards, retention, throttle, silence, batch, archive, lines } = about;
  const stage = { Namespace: "AWS/ApiGateway", Dimensions: dimensions({ ApiName: about.apiName, Stage: about.stage }) };
  const stream = { Namespace: "AWS/Kinesis", Dimensions: dimensions({ StreamName: about.streamName }) };
  const rejected = shards ?? 1;
  const throttled = throttle === undefined ? 0 : Math.ceil(throttle.rate * 60 * 0.01);
  return {
    "5xx": {
      AlarmDescription:
        "More than 5 % of the requests of five minutes got a 5xx: their records are lost unless senders try again.",
      ...stage,
      MetricName: "5XXError",
      Statistic: "Average",
      ...of(1, 1, 300),
      ComparisonOperator: above,
      Threshold: 0.05,
      ...quiet,
    },
    "4xx": {
      AlarmDescription: `More than 10 % of at least ${FLOOR} requests got a 4xx in each of three times five minutes: a sender is refused or sends what is wrong. A few requests of scanners do not count.`,
      Metrics: [
        sum("refused", "4XXError", stage),
        sum("requests", "Count", stage),
        { Id: "share", Expression: `IF(requests >= ${FLOOR}, refused / requests, 0)`, ReturnData: true },
      ],
      DatapointsToAlarm: 3,
      EvaluationPeriods: 3,
      ComparisonOperator: above,
      Threshold: 0.1,
      ...quiet,
    },
    latency: {
      AlarmDescription:
        "One request in a hundred took 2.5 s or more for five minutes: senders give up after 5 to 10 s and send again.",
      ...stage,
      MetricName: "Latency",
      ExtendedStatistic: "p99",
      ...of(5, 5, 60),
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Threshold: 2_500,
      ...quiet,
    },
    "stream-full": {
      AlarmDescription: `Kinesis refused more than ${rejected} ${rejected === 1 ? "record" : "records"} a minute, ${shards === undefined ? "though the stream grows on demand" : "one for each shard"}, in three of five minutes: the stream needs more shards, or keys that spread.`,
      ...stream,
      MetricName: "WriteProvisionedThroughputExceeded",
      Statistic: "Sum",
      ...of(3, 5, 60),
      ComparisonOperator: above,
      Threshold: rejected,
      ...quiet,
    },
    "put-failures": {
      AlarmDescription:
        "Less than 99 % of the PutRecord calls succeeded for five minutes, whatever the endpoint answered to senders.",
      ...stream,
      MetricName: "PutRecord.Success",
      Statistic: "Average",
      ...of(5, 5, 60),
      ComparisonOperator: "LessThanThreshold",
      Threshold: 0.99,
      ...quiet,
    },
    ...(batch && {
      "batch-failures": {
        AlarmDescription:
          "Records of the batch route failed in three of five minutes: a request may store some of its records and not others.",
        ...stream,
        MetricName: "PutRecords.FailedRecords",
        Statistic: "Sum",
        ...of(3, 5, 60),
        ComparisonOperator: above,
        Threshold: 0,
        ...quiet,
      },
    }),
    "iterator-age": {
      AlarmDescription: `For 15 minutes a reader was more than ${retention / 2} h behind, half of the time that the stream keeps records: what it does not reach in time is lost.`,
      ...stream,
      MetricName: "GetRecords.IteratorAgeMilliseconds",
      Statistic: "Maximum",
      ...of(15, 15, 60),
      ComparisonOperator: above,
      Threshold: (retention * 3_600_000) / 2,
      ...quiet,
    },
    ...(archive !== undefined && { "archive-late": late(archive) }),
    ...(silence > 0 && { silence: silent(silence, stage) }),
    ...(lines !== undefined && {
      "integration-failures": {
        AlarmDescription:
          "Kinesis refused or did not answer requests in three of five minutes, by the access log: API Gateway publishes no metric for that.",
        Namespace: lines,
        MetricName: "IntegrationFailures",
        Statistic: "Sum",
        ...of(3, 5, 60),
        ComparisonOperator: above,
        Threshold: 0,
        ...quiet,
      },
      throttled: {
        AlarmDescription: `API Gateway throttled more than ${throttled} requests a minute${throttle === undefined ? "" : `, 1 % of --throttle ${throttle.rate}`}, in three of five minutes, by the access log: those senders got 429.`,
        Namespace: lines,
        MetricName: "Throttled",
        Statistic: "Sum",
        ...of(3, 5, 60),
        ComparisonOperator: above,
        Threshold: throttled,
        ...quiet,
      },
    }),
  };
}
