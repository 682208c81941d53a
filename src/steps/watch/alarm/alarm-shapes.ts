import type { PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import { dimensions } from "../measured/watched-proxy.ts";

/** An alarm without its name, tags and actions, which all have alike. */
export type Alarm = Omit<PutMetricAlarmCommandInput, "AlarmName" | "Tags" | "AlarmActions" | "OKActions">;

const DAY = 86_400;
/** Beyond the threshold is wrong. */
export const above = "GreaterThanThreshold" as const;

/** Metrics that come with traffic alone: without any there is nothing wrong. */
export const quiet = { TreatMissingData: "notBreaching" } as const;

/** So many periods of `Period` seconds, of which `DatapointsToAlarm` must be bad. */
export const of = (DatapointsToAlarm: number, EvaluationPeriods: number, Period: number) => ({
  DatapointsToAlarm,
  EvaluationPeriods,
  Period,
});

/** Records that wait for the archive longer than Firehose buffers them, and a quarter of an hour more: it tries again by itself. */
export function late({ name, seconds }: { readonly name: string; readonly seconds: number }): Alarm {
  return {
    AlarmDescription: `For 15 minutes the oldest record was not in S3 after ${seconds + LATE} s, ${LATE} s more than Firehose buffers: look at the bucket, and at what the archive's role may do.`,
    Namespace: "AWS/Firehose",
    Dimensions: dimensions({ DeliveryStreamName: name }),
    MetricName: "DeliveryToS3.DataFreshness",
    Statistic: "Maximum",
    ...of(3, 3, 300),
    ComparisonOperator: above,
    Threshold: seconds + LATE,
    ...quiet,
  };
}

/** Seconds. */
const LATE = 900;

/** No request in so many seconds. All periods together may be a day, or a week where each is an hour.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function silent(seconds: number, stage: Pick<Alarm, "Namespace" | "Dimensions">): Alarm {
  const period = seconds <= DAY ? 60 : 3_600;
  const periods = seconds / period;
  const time = seconds % 3_600 === 0 ? `${seconds / 3_600} h` : `${seconds / 60} min`;
  return {
    AlarmDescription: `No request came for ${time}: the sender has stopped, or cannot reach the endpoint. It rings until the first one, too.`,
    ...stage,
    MetricName: "Count",
    Statistic: "SampleCount",
    ...of(periods, periods, period),
    ComparisonOperator: "LessThanThreshold",
    Threshold: 1,
    TreatMissingData: "breaching",
  };
}

/** A metric of a formula, added up over five minutes. */
export function sum(
  Id: string,
  MetricName: string,
  { Namespace, Dimensions }: Pick<Alarm, "Namespace" | "Dimensions">,
) {
  return {
    Id,
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 300, Stat: "Sum" },
    ReturnData: false,
  };
}
