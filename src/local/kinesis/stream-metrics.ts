import { metricsOf } from "../account/metrics/metrics.ts";
import type { Metrics } from "../account/metrics/metrics.ts";
import type { Series } from "../account/metrics/series.ts";
import type { Scope } from "../account/scope.ts";
import type { Call } from "./call.ts";
import { Fault } from "../fault.ts";
import { storeOf } from "./store.ts";
import { shardId } from "./stream/shard.ts";
import type { Stream } from "./stream/stream.ts";

const units: Readonly<Record<string, string>> = {
  Bytes: "Bytes",
  Latency: "Milliseconds",
  Milliseconds: "Milliseconds",
  MillisBehindLatest: "Milliseconds",
};

/** What a stream publishes under `AWS/Kinesis`, and its shards where enhanced monitoring asks for it. */
export class StreamMetrics {
  readonly #metrics: Metrics;
  readonly #stream: Stream;
  readonly #series = new Map<string, Series>();

  constructor(metrics: Metrics, stream: Stream) {
    this.#metrics = metrics;
    this.#stream = stream;
  }

  /** Adds a sample of the stream's metric; `at` in milliseconds since 1970. */
  put(metric: string, value: number, at: number): void {
    const series = this.#series.get(metric) ?? this.#find(metric, metric, {});
    series.put(value, at);
  }

  /** The same of one shard, if the stream is monitored so closely. */
  putOfShard(shard: number, metric: string, value: number, at: number): void {
    if (!this.#stream.metrics.has(metric)) return;
    const key = `${metric} ${shard}`;
    const series = this.#series.get(key) ?? this.#find(key, metric, { ShardId: shardId(shard) });
    series.put(value, at);
  }

  /** Records that a shard took, and one that it had no room for. */
  wrote(shard: number, bytes: number, at: number): void {
    this.put("IncomingBytes", bytes, at);
    this.put("IncomingRecords", 1, at);
    this.put("WriteProvisionedThroughputExceeded", 0, at);
    if (this.#stream.metrics.size === 0) return;
    this.putOfShard(shard, "IncomingBytes", bytes, at);
    this.putOfShard(shard, "IncomingRecords", 1, at);
    this.putOfShard(shard, "WriteProvisionedThroughputExceeded", 0, at);
  }

  /** A record that the shard had no room for. */
  refused(shard: number, at: number): void {
    this.put("WriteProvisionedThroughputExceeded", 1, at);
    this.putOfShard(shard, "WriteProvisionedThroughputExceeded", 1, at);
  }

  /** A consumer that reads a shard from now on. */
  subscribed(consumer: string, at: number): void {
    this.#putOfConsumer(consumer, "SubscribeToShard.Success", 1, at);
  }

  /** Records that were pushed to a consumer, and how many milliseconds it is behind. */
  pushed(
    consumer: string,
    { records, bytes, behind }: { readonly records: number; readonly bytes: number; readonly behind: number },
    at: number,
  ): void {
    this.#putOfConsumer(consumer, "SubscribeToShardEvent.Success", 1, at);
    this.#putOfConsumer(consumer, "SubscribeToShardEvent.Records", records, at);
    this.#putOfConsumer(consumer, "SubscribeToShardEvent.Bytes", bytes, at);
    this.#putOfConsumer(consumer, "SubscribeToShardEvent.MillisBehindLatest", behind, at);
  }

  #putOfConsumer(consumer: string, metric: string, value: number, at: number): void {
    const key = `${metric} of ${consumer}`;
    const series = this.#series.get(key) ?? this.#find(key, metric, { ConsumerName: consumer });
    series.put(value, at);
  }

  #find(key: string, metric: string, more: Readonly<Record<string, string>>): Series {
    const unit = Object.keys(units).find((ending) => metric.endsWith(ending));
    const series = this.#metrics.series({
      namespace: "AWS/Kinesis",
      metric,
      dimensions: { StreamName: this.#stream.name, ...more },
      unit: unit === undefined ? "Count" : (units[unit] ?? "Count"),
    });
    this.#series.set(key, series);
    return series;
  }
}

interface Scoped {
  readonly scope: Pick<Scope, "account" | "region">;
}

const kept = new WeakMap<Stream, StreamMetrics>();

/** The metrics of a stream, found once. */
export function metricsFor({ scope }: Scoped, stream: Stream): StreamMetrics {
  let metrics = kept.get(stream);
  if (metrics === undefined) {
    metrics = new StreamMetrics(metricsOf(scope.account, scope.region), stream);
    kept.set(stream, metrics);
  }
  return metrics;
}

/** Runs the work of an operation such as `PutRecord` on the stream, and publishes whether it went well and how long it took. */
export function measured<T>(call: Call, stream: Stream, operation: string, work: (metrics: StreamMetrics) => T): T {
  const metrics = metricsFor(call, stream);
  const { clock } = call.scope.account;
  let success = 0;
  try {
    const result = work(metrics);
    success = 1;
    return result;
  } finally {
    metrics.put(`${operation}.Success`, success, call.now);
    if (success === 1) metrics.put(`${operation}.Latency`, clock.now() - call.now, call.now);
  }
}

/** Is it a record that a shard had no room for? */
export function isThrottled(result: object): boolean {
  return result instanceof Fault && result.code === "ProvisionedThroughputExceededException";
}

/** A call that `--fault` lets fail counts among the failures of the stream, as one that fails on AWS does. */
export function publishFailure(
  { account, region }: Pick<Scope, "account" | "region">,
  operation: string,
  body: Buffer,
  isThrottled: boolean,
): void {
  const at = account.clock.now();
  const { streams } = storeOf({ account, region });
  const stream = streams.get(streamNamed(body));
  if (stream === undefined || !/^PutRecords?$/.test(operation)) return;
  const metrics = metricsFor({ scope: { account, region } }, stream);
  metrics.put(`${operation}.Success`, 0, at);
  if (isThrottled) metrics.put("WriteProvisionedThroughputExceeded", 1, at);
}

/** The stream that a request of AWS JSON names; "" where it names none. */
function streamNamed(body: Buffer): string {
  const [, name, arn] = /"StreamName"\s*:\s*"([^"]*)"|"StreamARN"\s*:\s*"[^"]*\/([^"]*)"/.exec(body.toString()) ?? [];
  return name ?? arn ?? "";
}
