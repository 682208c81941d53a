import { counts, line, formula, type MetricLine, type MetricWidget } from "./widget-shapes.ts";
import type { Watched } from "../measured/watched-proxy.ts";

/** A shard takes so much a second. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const shardTakes = { records: 1_000, bytes: 1_048_576 };

const RED = "#d62728";
const ORANGE = "#ff7f0e";
const GREEN = "#2ca02c";

/** The graphs of a proxy, in their order. Of what nothing measures there is none. */
export function widgetsOf(about: Watched): readonly MetricWidget[] {
  const { shards, retention, archive, lines } = about;
  return [
    requests(about),
    latency(about),
    incoming(about),
    ...(shards === undefined ? [] : [capacity(about, shards)]),
    refused(about),
    age(about, retention),
    ...(archive === undefined ? [] : [archived(archive.name)]),
    ...(lines === undefined ? [] : [accessLog(lines)]),
  ];
}

const stage =
  ({ apiName, stage: name }: Watched) =>
  (metric: string, options: MetricLine): readonly unknown[] =>
    line(["AWS/ApiGateway", metric, "ApiName", apiName, "Stage", name], options);

const stream =
  ({ streamName }: Watched) =>
  (metric: string, options: MetricLine): readonly unknown[] =>
    line(["AWS/Kinesis", metric, "StreamName", streamName], options);

function requests(about: Watched): MetricWidget {
  const of = stage(about);
  return {
    title: "Requests",
    stacked: true,
    metrics: [
      formula("requests - refused - failed", { id: "well", label: "2xx", color: GREEN }),
      of("4XXError", { id: "refused", label: "4xx", stat: "Sum", color: ORANGE }),
      of("5XXError", { id: "failed", label: "5xx", stat: "Sum", color: RED }),
      of("Count", { id: "requests", stat: "SampleCount", visible: false }),
    ],
    yAxis: counts,
  };
}

function latency(about: Watched): MetricWidget {
  const of = stage(about);
  return {
    title: "Latency",
    metrics: [of("Latency", { stat: "p50", label: "p50" }), of("Latency", { stat: "p99", label: "p99" })],
    yAxis: { left: { min: 0, label: "ms", showUnits: false } },
  };
}

function incoming(about: Watched): MetricWidget {
  const of = stream(about);
  return {
    title: "Records and bytes into the stream",
    metrics: [
      of("IncomingRecords", { stat: "Sum", label: "records" }),
      of("IncomingBytes", { stat: "Sum", label: "bytes", yAxis: "right" }),
    ],
    yAxis: {
      left: { min: 0, label: "records", showUnits: false },
      right: { min: 0, label: "bytes", showUnits: false },
    },
  };
}

function capacity(about: Watched, shards: number): MetricWidget {
  const of = stream(about);
  const share = (id: string, limit: number): string => `100 * ${id} / (${limit * shards} * PERIOD(${id}))`;
  return {
    title: `Share of what ${shards === 1 ? "the shard takes" : `the ${shards} shards take`}`,
    metrics: [
      formula(share("records", shardTakes.records), { id: "ofRecords", label: "records" }),
      formula(share("bytes", shardTakes.bytes), { id: "ofBytes", label: "bytes" }),
      of("IncomingRecords", { id: "records", stat: "Sum", visible: false }),
      of("IncomingBytes", { id: "bytes", stat: "Sum", visible: false }),
    ],
    yAxis: { left: { min: 0, max: 100, label: "%", showUnits: false } },
  };
}

function refused(about: Watched): MetricWidget {
  const of = stream(about);
  return {
    title: "Refused by Kinesis",
    metrics: [
      of("WriteProvisionedThroughputExceeded", { stat: "Sum", label: "no room in the stream", color: ORANGE }),
      formula("puts - stored", { id: "lost", label: "failed PutRecord calls", color: RED }),
      of("PutRecord.Success", { id: "puts", stat: "SampleCount", visible: false }),
      of("PutRecord.Success", { id: "stored", stat: "Sum", visible: false }),
      ...(about.batch ? [of("PutRecords.FailedRecords", { stat: "Sum", label: "failed records of batches" })] : []),
    ],
    yAxis: counts,
  };
}

function age(about: Watched, retention: number): MetricWidget {
  return {
    title: "Iterator age",
    metrics: [stream(about)("GetRecords.IteratorAgeMilliseconds", { stat: "Maximum", label: "slowest reader" })],
    yAxis: { left: { min: 0, label: "ms", showUnits: false } },
    annotations: {
      horizontal: [{ label: "half of the retention", value: (retention * 3_600_000) / 2, color: RED }],
    },
  };
}

function archived(deliveryStream: string): MetricWidget {
  const of = (metric: string, options: MetricLine) =>
    line(["AWS/Firehose", metric, "DeliveryStreamName", deliveryStream], options);
  return {
    title: "Archive",
    metrics: [
      of("DeliveryToS3.DataFreshness", { stat: "Maximum", label: "age of the oldest record not in S3, in s" }),
      formula("tries - done", { id: "failed", label: "failed deliveries", color: RED, yAxis: "right" }),
      of("DeliveryToS3.Success", { id: "tries", stat: "SampleCount", visible: false }),
      of("DeliveryToS3.Success", { id: "done", stat: "Sum", visible: false }),
    ],
    yAxis: { left: { min: 0, label: "s", showUnits: false }, right: { min: 0, showUnits: false } },
  };
}

function accessLog(namespace: string): MetricWidget {
  return {
    title: "By the access log",
    metrics: [
      line([namespace, "IntegrationFailures"], { stat: "Sum", label: "integration failures", color: RED }),
      line([namespace, "Throttled"], { stat: "Sum", label: "throttled requests", color: ORANGE }),
    ],
    yAxis: counts,
  };
}
