/** Where a metric is published: by the stage, by the stream or by the delivery stream of the archive. */
export type Publisher = "stage" | "stream" | "archive";

/** A metric of AWS that tells of the proxy. */
export interface ProxyMetric {
  readonly of: Publisher;
  readonly metric: string;
  /** As CloudWatch names statistics. */
  readonly stat: string;
}

/** The metrics that are read, by our names for them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
export const proxyMetrics = {
  requests: { of: "stage", metric: "Count", stat: "SampleCount" },
  clientErrors: { of: "stage", metric: "4XXError", stat: "Sum" },
  serverErrors: { of: "stage", metric: "5XXError", stat: "Sum" },
  p50: { of: "stage", metric: "Latency", stat: "p50" },
  p99: { of: "stage", metric: "Latency", stat: "p99" },
  recordsIn: { of: "stream", metric: "IncomingRecords", stat: "Sum" },
  bytesIn: { of: "stream", metric: "IncomingBytes", stat: "Sum" },
  puts: { of: "stream", metric: "PutRecord.Success", stat: "SampleCount" },
  putsStored: { of: "stream", metric: "PutRecord.Success", stat: "Sum" },
  throttled: { of: "stream", metric: "WriteProvisionedThroughputExceeded", stat: "Sum" },
  iteratorAge: { of: "stream", metric: "GetRecords.IteratorAgeMilliseconds", stat: "Maximum" },
  archivedRecords: { of: "archive", metric: "DeliveryToS3.Records", stat: "Sum" },
  archiveAge: { of: "archive", metric: "DeliveryToS3.DataFreshness", stat: "Maximum" },
  deliveries: { of: "archive", metric: "DeliveryToS3.Success", stat: "SampleCount" },
  deliveriesDone: { of: "archive", metric: "DeliveryToS3.Success", stat: "Sum" },
} as const satisfies Readonly<Record<string, ProxyMetric>>;

export type MetricName = keyof typeof proxyMetrics;

/** Who publishes what: names as CloudWatch's dimensions have them. */
export interface Publishers {
  readonly apiName: string;
  readonly stage: string;
  readonly streamName: string;
  /** Undefined where there is no archive. */
  readonly deliveryStream?: string | undefined;
}

/** The namespace and the dimensions of a publisher's metrics; undefined where it is not there. */
export function placeOf(of: Publisher, { apiName, stage, streamName, deliveryStream }: Publishers) {
  switch (of) {
    case "stage":
      return { Namespace: "AWS/ApiGateway", Dimensions: dimensions({ ApiName: apiName, Stage: stage }) };
    case "stream":
      return { Namespace: "AWS/Kinesis", Dimensions: dimensions({ StreamName: streamName }) };
    case "archive":
      if (deliveryStream === undefined) return undefined;
      return { Namespace: "AWS/Firehose", Dimensions: dimensions({ DeliveryStreamName: deliveryStream }) };
  }
}

function dimensions(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
}
