import type { Account } from "../../account/account.ts";
import { metricsOf } from "../../account/metrics/metrics.ts";
import type { DeliveryStream } from "../delivery-stream.ts";

/** One attempt to deliver. */
export interface Attempt {
  readonly isDelivered: boolean;
  readonly records: number;
  /** Before compression. */
  readonly bytes: number;
  /** When the oldest record arrived, in milliseconds since 1970. */
  readonly oldest: number;
}

/** Counts an attempt in the metrics of AWS/Firehose. https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html */
export function tellDelivery(account: Account, { name, region }: DeliveryStream, attempt: Attempt): void {
  const metrics = metricsOf(account, region);
  const now = account.clock.now();
  const put = (metric: string, value: number, unit: string): void =>
    metrics.put(
      { namespace: "AWS/Firehose", metric: `DeliveryToS3.${metric}`, dimensions: { DeliveryStreamName: name }, unit },
      value,
      now,
    );
  put("Success", attempt.isDelivered ? 1 : 0, "Count");
  put("DataFreshness", Math.max(0, Math.floor((now - attempt.oldest) / 1000)), "Seconds");
  if (!attempt.isDelivered) return;
  put("Records", attempt.records, "Count");
  put("Bytes", attempt.bytes, "Bytes");
}
