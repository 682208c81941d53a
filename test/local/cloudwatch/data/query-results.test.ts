import { describe, expect, it, test } from "vitest";
import { Metrics } from "../../../../src/local/account/metrics/metrics.ts";
import { rangeOf } from "../../../../src/local/cloudwatch/data/periods.ts";
import { queryResults } from "../../../../src/local/cloudwatch/data/query-results.ts";
import type { MetricQuery } from "../../../../src/local/cloudwatch/members.ts";

const MINUTE = 60_000;
const metrics = new Metrics();
// Minutes 0 to 5; nothing in minute 2 and 4 of `b`.
const data: Readonly<Record<string, readonly (number | undefined)[]>> = {
  a: [1, 2, 3, 4, 5, 6],
  b: [10, 20, undefined, 40, undefined, 0],
};
for (const [metric, values] of Object.entries(data)) {
  for (const [minute, value] of values.entries()) {
    if (value !== undefined) metrics.put({ namespace: "t", metric, dimensions: {} }, value, minute * MINUTE);
  }
}

const query = (Id: string, MetricName = Id): MetricQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: "t", MetricName }, Period: 60, Stat: "Sum" },
  ReturnData: false,
});

/** What an expression comes to in the six minutes; undefined where it has no value. */
function values(Expression: string, more: readonly MetricQuery[] = []): readonly (number | undefined)[][] {
  const queries = [query("a"), query("b"), ...more, { Id: "e", Expression }];
  return queryResults(metrics, queries, (period) => rangeOf(0, 6 * MINUTE, period))
    .filter(({ query: { Id } }) => Id === "e")
    .map(({ series }) => Array.from({ length: 6 }, (_, minute) => series.points.get(minute * MINUTE)));
}

const no = undefined;

describe("metric math", () => {
  it.each<[string, readonly (number | undefined)[]]>([
    ["a", [1, 2, 3, 4, 5, 6]],
    ["a + b", [11, 22, no, 44, no, 6]],
    ["a * 2 - 1", [1, 3, 5, 7, 9, 11]],
    ["-a ^ 2", [-1, -4, -9, -16, -25, -36]],
    ["2 ^ 3 ^ 2 + a - a", [512, 512, 512, 512, 512, 512]],
    ["(a + 1) / 2", [1, 1.5, 2, 2.5, 3, 3.5]],
    ["a / b", [0.1, 0.1, no, 0.1, no, no]],
    ["SUM([a, b])", [11, 22, 3, 44, 5, 6]],
    ["SUM(METRICS())", [11, 22, 3, 44, 5, 6]],
    ['SUM(METRICS("b"))', [10, 20, no, 40, no, 0]],
    ["AVG([a, b])", [5.5, 11, 3, 22, 5, 3]],
    ["MAX([a, b])", [10, 20, 3, 40, 5, 6]],
    ["MIN([a, b])", [1, 2, 3, 4, 5, 0]],
    ["a - MAX(a)", [-5, -4, -3, -2, -1, 0]],
    ["a - AVG(a)", [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]],
    ["FILL(b, 0)", [10, 20, 0, 40, 0, 0]],
    ["FILL(b, REPEAT)", [10, 20, 20, 40, 40, 0]],
    ["FILL(b, LINEAR)", [10, 20, 30, 40, 20, 0]],
    ["FILL(b, a)", [10, 20, 3, 40, 5, 0]],
    ["IF(a > 3, 1, 0)", [0, 0, 0, 1, 1, 1]],
    ["IF(a > 3, b)", [no, no, no, 40, no, 0]],
    ["IF(b >= 20, a / b, 0)", [0, 0.1, no, 0.1, no, 0]],
    ["IF(a == 2 OR a == 4, a, -1)", [-1, 2, -1, 4, -1, -1]],
    ["IF(a > 1 && a <= 3, 1, 0)", [0, 1, 1, 0, 0, 0]],
    ["RATE(a * 60)", [no, 1, 1, 1, 1, 1]],
    ["DIFF(b)", [no, 10, no, 20, no, -40]],
    ["DIFF_TIME(b)", [no, 60, no, 120, no, 120]],
    ["RUNNING_SUM(a)", [1, 3, 6, 10, 15, 21]],
    ["ABS(a - 4)", [3, 2, 1, 0, 1, 2]],
    ["CEIL(a / 4) + FLOOR(a / 4)", [1, 1, 1, 2, 3, 3]],
    ["LOG10(a * 0 + 100)", [2, 2, 2, 2, 2, 2]],
    ["a / PERIOD(a)", [1, 2, 3, 4, 5, 6].map((value) => value / 60)],
    ["MINUTE(a)", [0, 1, 2, 3, 4, 5]],
    ["a * DATAPOINT_COUNT(b)", [4, 8, 12, 16, 20, 24]],
    ["a * METRIC_COUNT(METRICS())", [2, 4, 6, 8, 10, 12]],
    ["TIME_SERIES(7)", [7, 7, 7, 7, 7, 7]],
    ["FIRST([a, b])", [1, 2, 3, 4, 5, 6]],
    ["LAST([a, b])", [10, 20, no, 40, no, 0]],
  ])("%s", (expression, expected) => {
    expect(values(expression)).toEqual([expected]);
  });

  it("gives a result for each series of an array", () => {
    expect(values("METRICS() * 2")).toEqual([
      [2, 4, 6, 8, 10, 12],
      [20, 40, no, 80, no, 0],
    ]);
    expect(values("SLICE([a, b], 1)")).toHaveLength(1);
    expect(values("REMOVE_EMPTY([a, c])", [query("c", "none")])).toHaveLength(1);
  });

  it("fills a metric without any data", () => {
    expect(values("FILL(c, 0)", [query("c", "none")])).toEqual([[0, 0, 0, 0, 0, 0]]);
  });

  it.each([
    ["a +", "Unexpected end of expression"],
    ["a b", "Unexpected token b"],
    ["(a", "Unexpected end of expression"],
    ["a ? b", "Unexpected character ?"],
    ["x * 2", "Unknown identifier x"],
    ["NOPE(a)", "Unsupported function NOPE: this local AWS does not have it"],
    ["5 * 2", "Expression must return a time series"],
    ["[a, b] + [a, b]", "Unsupported operand type(s) for +: arrays"],
    ["constructor(a)", "Unsupported function CONSTRUCTOR: this local AWS does not have it"],
    ['SELECT SUM(a) FROM "n"', "Unsupported query SELECT (Metrics Insights): this local AWS does not have it"],
    ["SEARCH('x', 'Sum', 60)", "Unsupported function SEARCH: this local AWS does not have it"],
    [`${"(".repeat(2000)}a`, "Expression is nested too deeply"],
    ["FILL(a, 'x')", "FILL takes a number, a metric, REPEAT or LINEAR"],
  ])("refuses %s", (expression, reason) => {
    // A series that is whole is filled with nothing.
    expect(() => values(expression.replace("FILL(a", "FILL(b"))).toThrow(`Error in expression 'e' [${reason}]`);
  });

  it("refuses expressions that refer to each other", () => {
    expect(() => values("f + 1", [{ Id: "f", Expression: "e + 1" }])).toThrow("Expression refers to itself");
  });
});

test("of a metric in several units the first one counts, and which there are is told", () => {
  const region = new Metrics();
  for (const [unit, value] of [
    ["Seconds", 60],
    ["Milliseconds", 60_000],
  ] as const)
    region.put({ namespace: "t", metric: "a", dimensions: {}, unit }, value, 0);
  const [result] = queryResults(region, [query("a")], (period) => rangeOf(0, MINUTE, period));
  expect([...(result?.series.points.values() ?? [])]).toEqual([60_000]);
  expect(result?.units).toEqual(["Milliseconds", "Seconds"]);
});
