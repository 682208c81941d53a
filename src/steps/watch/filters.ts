import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import type { Context } from "../context.ts";
import { accessLogGroup } from "./log-group/log-group-names.ts";
import { logs } from "./logs.ts";
import { countsLines, lineMetrics, wantedFilters } from "./measured/metric-filters.ts";
import { whereSaid } from "./watched.ts";

const filterIds = { group: text };

export interface FiltersFound extends FoundFacts {
  readonly ids: Shaped<typeof filterIds>;
  /** What each filter counts, by its name. */
  readonly facts: { readonly "metric filters": Readonly<Record<string, string>> };
}

/** The metrics that alarms and dashboard need and that REST APIs do not publish, counted in the access log. */
export const filters = defineStep({
  name: "filters",
  command: "deploy",
  noun: "metric filters",
  after: ["logs"],
  lingers: true,
  ids: filterIds,
  actions: ["logs:DescribeMetricFilters", "logs:PutMetricFilter", "logs:DeleteMetricFilter"],

  title: (ctx) => `Metric filters of ${accessLogGroup(ctx)}`,

  asked: ({ config }) => {
    const users = [config.alarms, config.dashboard];
    if (users.every((one) => one === undefined)) return undefined;
    return users.some(Boolean) && countsLines(config);
  },

  wanted: ({ config }) => ({ "metric filters": wantedFilters(config) }),

  find(ctx: Context): Promise<FiltersFound | undefined> {
    return whereSaid(ctx, { step: "filters", said: ctx.config.alarms ?? ctx.config.dashboard }, async () => {
      const seen = await (await import("./filter-calls.ts")).filtersOf(ctx);
      return Object.keys(seen).length === 0 ? undefined : found(ctx, seen);
    });
  },

  create: (ctx): Promise<FiltersFound | undefined> => Promise.resolve(found(ctx, {})),

  compare: {
    "metric filters": (wanted, actual) =>
      [...new Set([...Object.keys(wanted), ...Object.keys(actual)])]
        .filter((name) => wanted[name] !== actual[name])
        .map((name) => ({ field: name, wanted: wanted[name] ?? "none", actual: actual[name] ?? "none" })),
  },

  change: {
    async "metric filters"({ facts }, ctx) {
      const { deleteFilters, putFilter } = await import("./filter-calls.ts");
      const wanted = wantedFilters(ctx.config);
      const actual = facts["metric filters"];
      for (const one of lineMetrics) if (actual[one.filter] !== wanted[one.filter]) await putFilter(ctx, one);
      await deleteFilters(
        ctx,
        Object.keys(actual).filter((name) => wanted[name] === undefined),
      );
    },
  },

  async remove({ facts }, ctx) {
    const { deleteFilters } = await import("./filter-calls.ts");
    await deleteFilters(ctx, Object.keys(facts["metric filters"]));
  },
});

/** Filters have no tags: those in a log group of ours are ours. */
function found(ctx: Context, seen: Readonly<Record<string, string>>): FiltersFound {
  const ours = ctx.known.get(logs)?.ours ?? true;
  return { ids: { group: accessLogGroup(ctx) }, ours, facts: { "metric filters": seen } };
}
