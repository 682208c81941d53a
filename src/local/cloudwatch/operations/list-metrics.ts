import { metricsRead } from "../data/metrics-read.ts";
import type { Series } from "../../account/metrics/series.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { list } from "../../shape/collection.ts";
import { flag } from "../../shape/scalar.ts";
import { required, structure } from "../../shape/structure.ts";
import { oneOf, text } from "../../shape/text.ts";
import { name, namespace } from "../members.ts";
import { page } from "../page.ts";

const PAGE = 500;
const TWO_WEEKS_MS = 14 * 86_400_000;
const THREE_HOURS_MS = 3 * 3_600_000;

/** ListMetrics: those of the last two weeks, or of the last three hours. */
export const listMetrics = wireOperation(
  "ListMetrics",
  {
    Namespace: namespace,
    MetricName: name,
    Dimensions: list(structure({ Name: required(name), Value: text({ min: 1, max: 1024 }) }, "DimensionFilter"), {
      min: 0,
      max: 10,
    }),
    NextToken: text(),
    RecentlyActive: oneOf("PT3H"),
    IncludeLinkedAccounts: flag,
    OwningAccount: name,
  },
  ({ account, region }, { Namespace, MetricName, Dimensions = [], NextToken: token, RecentlyActive }) => {
    const since = account.clock.now() - (RecentlyActive === undefined ? TWO_WEEKS_MS : THREE_HOURS_MS);
    const found = [...metricsRead(account, region)]
      .filter((units) => units.some(({ newest = -Infinity }) => newest >= since))
      .flatMap(([first]) => (first === undefined ? [] : [described(first)]))
      .filter(
        (metric) =>
          (Namespace === undefined || metric.Namespace === Namespace) &&
          (MetricName === undefined || metric.MetricName === MetricName) &&
          Dimensions.every(({ Name, Value }) =>
            metric.Dimensions.some((one) => one.Name === Name && (Value === undefined || one.Value === Value)),
          ),
      )
      .map((metric) => ({ metric, key: JSON.stringify(metric) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    const { items, NextToken } = page(found, token, PAGE, ({ key }) => key);
    return { Metrics: items.map(({ metric }) => metric), NextToken };
  },
);

function described({ about: { namespace: Namespace, metric: MetricName, dimensions } }: Series) {
  return { Namespace, MetricName, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) };
}
