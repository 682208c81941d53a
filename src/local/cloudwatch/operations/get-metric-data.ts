import { metricsRead } from "../data/metrics-read.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { Double } from "../../shape/double.ts";
import { integer, timestamp } from "../../shape/scalar.ts";
import { required, structure } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { checkQueries } from "../data/check-queries.ts";
import { labelOf } from "../data/labels.ts";
import { rangeOf } from "../data/periods.ts";
import { queryResults } from "../data/query-results.ts";
import { invalid, invalidToken } from "../faults.ts";
import { queries, scanBy } from "../members.ts";

const MOST_POINTS = 100_800;
const MOST_QUERIES = 500;

/** GetMetricData: metrics and expressions over a time, newest first unless asked otherwise. */
export const getMetricData = wireOperation(
  "GetMetricData",
  {
    MetricDataQueries: required(queries),
    StartTime: required(timestamp),
    EndTime: required(timestamp),
    NextToken: text(),
    ScanBy: scanBy,
    MaxDatapoints: integer(),
    LabelOptions: structure({ Timezone: text() }),
  },
  ({ account, region }, { MetricDataQueries: asked, StartTime, EndTime, NextToken: token, ScanBy, MaxDatapoints }) => {
    if (asked.length === 0 || asked.length > MOST_QUERIES) {
      throw invalid(`The collection MetricDataQueries must have a size between 1 and ${MOST_QUERIES}.`);
    }
    if (StartTime >= EndTime) throw invalid("The parameter StartTime must be less than the parameter EndTime.");
    checkQueries(asked, "MetricDataQueries");
    if (MaxDatapoints !== undefined && (MaxDatapoints < 1 || MaxDatapoints > MOST_POINTS)) {
      throw invalid(`The parameter MaxDatapoints must be between 1 and ${MOST_POINTS}.`);
    }
    const all = queryResults(metricsRead(account, region), asked, (period) => rangeOf(StartTime, EndTime, period));
    const shown = all.filter(({ query }) => query.ReturnData !== false);
    if (shown.length === 0) throw invalid("At least one element of MetricDataQueries must return data.");
    const full = shown.map(({ query, series, units }) => {
      const sorted = ScanBy === "TimestampAscending" ? series.sorted : series.sorted.toReversed();
      const messages = units.length === 0 ? undefined : [multipleUnits(units)];
      return { head: { Id: query.Id, Label: labelOf(query, asked), Messages: messages }, points: sorted };
    });
    return paged(full, token, MaxDatapoints ?? MOST_POINTS);
  },
);

interface Full {
  readonly head: { readonly Id: string; readonly Label: string; readonly Messages: readonly object[] | undefined };
  readonly points: readonly (readonly [at: number, value: number])[];
}

function multipleUnits(units: readonly string[]) {
  return { Code: "MultipleUnits", Value: `Multiple units returned: '[${units.join(", ")}]'` };
}

/** At most so many points together. A result that goes on on the next page is PartialData. */
function paged(results: readonly Full[], token: string | undefined, most: number) {
  let [skip, left] = [token === undefined ? 0 : readToken(token), most];
  const first = skip;
  const shown: object[] = [];
  let next = false;
  for (const { head, points } of results) {
    const from = Math.min(skip, points.length);
    // What was whole on an earlier page is not there again.
    const isOver = first > 0 && from === points.length && skip > 0;
    skip -= from;
    if (isOver) continue;
    const some = points.slice(from, from + left);
    left -= some.length;
    const isWhole = from + some.length === points.length;
    shown.push({
      ...head,
      Timestamps: some.map(([at]) => new Date(at)),
      Values: some.map(([, value]) => new Double(value)),
      StatusCode: isWhole ? "Complete" : "PartialData",
    });
    if (!isWhole) {
      next = true;
      break;
    }
  }
  return { MetricDataResults: shown, NextToken: next ? newToken(first + most) : undefined, Messages: [] };
}

function newToken(points: number): string {
  return Buffer.from(`points:${points}`).toString("base64");
}

function readToken(token: string): number {
  const points = /^points:(\d+)$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (points === undefined) throw invalidToken();
  return Number(points);
}
