import { expect, test } from "vitest";
import { Metrics } from "../../../../src/local/account/metrics/metrics.ts";
import { checkBody } from "../../../../src/local/cloudwatch/dashboards/check-body.ts";
import { checkQueries } from "../../../../src/local/cloudwatch/data/check-queries.ts";
import { rangeOf } from "../../../../src/local/cloudwatch/data/periods.ts";
import { queryResults } from "../../../../src/local/cloudwatch/data/query-results.ts";
import type { MetricQuery } from "../../../../src/local/cloudwatch/members.ts";
import { bodyDrift, dashboardBody, parseBody } from "../../../../src/steps/watch/board/dashboard-body.ts";
import { widgetsOf } from "../../../../src/steps/watch/board/dashboard-widgets.ts";
import { dimensions, type Watched } from "../../../../src/steps/watch/measured/watched-proxy.ts";

const about: Watched = {
  apiName: "orders",
  stage: "production",
  streamName: "clicks",
  shards: 2,
  retention: 24,
  throttle: undefined,
  silence: 0,
  batch: true,
  archive: { name: "orders", seconds: 60 },
  lines: "KinesisProxy/orders",
};
const shown = { name: "orders", region: "eu-west-1", alarms: ["arn:aws:cloudwatch:eu-west-1:1:alarm:a"] };
const body = dashboardBody(about, shown);
const titles = ({ widgets }: { widgets?: unknown }) =>
  (widgets as { properties: { title?: string } }[]).map(({ properties }) => properties.title);

const stage = dimensions({ ApiName: "orders", Stage: "production" });
const stream = dimensions({ StreamName: "clicks" });
const delivery = dimensions({ DeliveryStreamName: "orders" });

/** Samples of one minute. */
const measured: readonly [string, string, { Name: string; Value: string }[], readonly number[]][] = [
  ["AWS/ApiGateway", "Count", stage, Array<number>(10).fill(1)],
  ["AWS/ApiGateway", "4XXError", stage, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]],
  ["AWS/ApiGateway", "5XXError", stage, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]],
  ["AWS/ApiGateway", "Latency", stage, [20, 20, 20, 20]],
  ["AWS/Kinesis", "IncomingRecords", stream, [60_000]],
  ["AWS/Kinesis", "IncomingBytes", stream, [1_048_576 * 30]],
  ["AWS/Kinesis", "WriteProvisionedThroughputExceeded", stream, [3]],
  ["AWS/Kinesis", "PutRecord.Success", stream, [1, 1, 1, 0, 0]],
  ["AWS/Kinesis", "PutRecords.FailedRecords", stream, [4]],
  ["AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", stream, [0, 1_500]],
  ["AWS/Firehose", "DeliveryToS3.DataFreshness", delivery, [62]],
  ["AWS/Firehose", "DeliveryToS3.Success", delivery, [1, 0]],
  ["KinesisProxy/orders", "IntegrationFailures", [], [1, 1]],
  ["KinesisProxy/orders", "Throttled", [], [1]],
];

/** What the graphs show of that minute: the visible lines, by the graph's title and their own. */
function drawn(): Readonly<Record<string, number | undefined>> {
  const metrics = new Metrics();
  for (const [namespace, metric, named, values] of measured) {
    const inOne = Object.fromEntries(named.map(({ Name, Value }) => [Name, Value]));
    for (const value of values) metrics.put({ namespace, metric, dimensions: inOne }, value, 0);
  }
  const lines = widgetsOf(about).flatMap(({ title, metrics: all }) => {
    const asked = all.map((line, index) => {
      const options = line.at(-1) as {
        id?: string;
        label?: string;
        stat?: string;
        visible?: boolean;
        expression?: string;
      };
      const Id = options.id ?? `m${index}`;
      const [Namespace = "", MetricName = "", ...rest] = line.slice(0, -1) as string[];
      const Dimensions = rest.flatMap((Name, at) => (at % 2 === 0 ? [{ Name, Value: rest[at + 1] ?? "" }] : []));
      const query: MetricQuery =
        options.expression === undefined
          ? { Id, MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: options.stat ?? "" } }
          : { Id, Expression: options.expression };
      return { query, options };
    });
    const queries = asked.map(({ query }) => query);
    checkQueries(queries, "MetricDataQueries");
    const results = queryResults(metrics, queries, (period) => rangeOf(0, 60_000, period));
    return asked
      .filter(({ options }) => options.visible !== false)
      .map(({ query, options }) => {
        const found = results.find((one) => one.query.Id === query.Id);
        return [`${title}: ${options.label}`, found?.series.points.get(0)] as const;
      });
  });
  return Object.fromEntries(lines);
}

test("each graph shows what was measured, with the dimensions of AWS", () => {
  expect(drawn()).toEqual({
    "Requests: 2xx": 7,
    "Requests: 4xx": 2,
    "Requests: 5xx": 1,
    "Latency: p50": 20,
    "Latency: p99": 20,
    "Records and bytes into the stream: records": 60_000,
    "Records and bytes into the stream: bytes": 31_457_280,
    "Share of what the 2 shards take: records": 50,
    "Share of what the 2 shards take: bytes": 25,
    "Refused by Kinesis: no room in the stream": 3,
    "Refused by Kinesis: failed PutRecord calls": 2,
    "Refused by Kinesis: failed records of batches": 4,
    "Iterator age: slowest reader": 1_500,
    "Archive: age of the oldest record not in S3, in s": 62,
    "Archive: failed deliveries": 1,
    "By the access log: integration failures": 2,
    "By the access log: throttled requests": 1,
  });
});

test("CloudWatch takes it without a word, and no widget lies on another one", () => {
  expect(checkBody(JSON.stringify(body))).toEqual([]);
  const cells = (body["widgets"] as { x: number; y: number; width: number; height: number }[]).flatMap(
    ({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, at) => `${x + (at % width)},${y + Math.floor(at / width)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test("what nothing measures is not shown", () => {
  const plain = dashboardBody(
    { ...about, shards: undefined, archive: undefined, lines: undefined, batch: false },
    { ...shown, alarms: [] },
  );
  expect(titles(plain)).toEqual([
    undefined,
    "Requests",
    "Latency",
    "Records and bytes into the stream",
    "Refused by Kinesis",
    "Iterator age",
  ]);
  expect(JSON.stringify(plain)).not.toContain("PutRecords");
});

test("it is the same one however its text is written, and else each widget is named that differs", () => {
  const same = parseBody(JSON.stringify(Object.fromEntries(Object.entries(body).reverse()), undefined, 4));
  expect(bodyDrift(body, same)).toEqual([]);
  const widgets = structuredClone(body["widgets"]) as { x: number; properties: { title?: string } }[];
  const [text, alarms, requests, latency, ...others] = widgets;
  const theirs = { ...text!, properties: { title: "Sales" } };
  const changed = { start: "-PT3H", widgets: [text, alarms, { ...requests!, x: 3 }, ...others, theirs] };
  expect(latency?.properties.title).toBe("Latency");
  expect(bodyDrift(body, changed)).toEqual([
    { field: "start", wanted: "none", actual: "-PT3H" },
    { field: "Requests", wanted: "as made", actual: "changed" },
    { field: "Latency", wanted: "there", actual: "missing" },
    { field: "Sales", wanted: "none", actual: "there" },
  ]);
  expect(bodyDrift(body, { widgets: [...widgets, requests] })).toEqual([
    { field: "widgets", wanted: "as made", actual: "changed" },
  ]);
});

test("what is no JSON object is an empty dashboard", () => {
  for (const text of ["", "[]", "null", "{"]) expect(parseBody(text)).toEqual({});
});
