import { Fault } from "../../fault.ts";
import { list, map } from "../../shape/collection.ts";
import { double, flag } from "../../shape/scalar.ts";
import { required, structure } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { authorize, existing, operation } from "../call.ts";
import { invalid, refuseGiven } from "../faults.ts";
import type { MetricFilter } from "../group/metric-filter.ts";
import {
  fieldSelectionCriteria,
  filterName,
  filterPattern,
  groupName,
  systemFields,
  nextToken,
  page,
} from "../members.ts";
import { byName, paged } from "../paging.ts";
import { readPattern } from "../pattern/pattern.ts";
import { units } from "../units.ts";

const metricName = text({ max: 255, pattern: "[^:*$]*" });
// The model forbids a colon, AWS takes it.
const metricNamespace = text({ max: 255, pattern: "[^*$]*" });
const mostFilters = 100;
const mostDimensions = 3;

const transformation = structure(
  {
    metricName: required(metricName),
    metricNamespace: required(metricNamespace),
    metricValue: required(text({ max: 100 })),
    defaultValue: double,
    unit: text({ values: units }),
    dimensions: map(text({ max: 255 })),
  },
  "MetricTransformation",
);

/** PutMetricFilter: makes it, or replaces the one of that name. */
export const putMetricFilter = operation(
  "PutMetricFilter",
  {
    logGroupName: required(groupName),
    filterName: required(filterName),
    filterPattern: required(filterPattern),
    metricTransformations: required(list(transformation, { min: 1, max: 1 })),
    applyOnTransformedLogs: flag,
    fieldSelectionCriteria,
    emitSystemFieldDimensions: systemFields,
  },
  (call, { logGroupName, filterName: name, filterPattern: pattern, metricTransformations, ...more }) => {
    const { applyOnTransformedLogs, ...others } = more;
    refuseGiven(others, "PutMetricFilter");
    const { metricFilters } = existing(call, logGroupName);
    const [only] = metricTransformations;
    if (only === undefined) return;
    readPattern(pattern, "metric filter pattern");
    const { dimensions = {}, defaultValue, unit, ...rest } = only;
    const named = Object.keys(dimensions).length;
    if (named > mostDimensions) throw invalid(`Invalid metric transformation: ${mostDimensions} dimensions at most.`);
    if (named > 0 && defaultValue !== undefined) {
      throw invalid("Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
    }
    if (!metricFilters.has(name) && metricFilters.size >= mostFilters)
      throw new Fault("LimitExceededException", "Resource limit exceeded.");
    const optional = {
      ...(defaultValue === undefined ? {} : { defaultValue }),
      ...(named === 0 ? {} : { dimensions }),
      ...(unit === undefined ? {} : { unit }),
    };
    metricFilters.set(name, {
      filterName: name,
      filterPattern: pattern,
      metricTransformations: [{ ...rest, ...optional }],
      creationTime: call.now,
      logGroupName,
      applyOnTransformedLogs: applyOnTransformedLogs ?? false,
    });
  },
);

/** DeleteMetricFilter. */
export const deleteMetricFilter = operation(
  "DeleteMetricFilter",
  { logGroupName: required(groupName), filterName: required(filterName) },
  (call, { logGroupName, filterName: name }) => {
    if (existing(call, logGroupName).metricFilters.delete(name)) return;
    throw new Fault("ResourceNotFoundException", "The specified metric filter does not exist.");
  },
);

/** DescribeMetricFilters, of one group or of all. */
export const describeMetricFilters = operation(
  "DescribeMetricFilters",
  {
    logGroupName: groupName,
    filterNamePrefix: filterName,
    metricName,
    metricNamespace,
    nextToken,
    limit: page,
  },
  (call, { logGroupName, filterNamePrefix: prefix = "", metricName: metric, metricNamespace: namespace, ...asked }) => {
    const all =
      logGroupName === undefined ? everywhere(call) : [...existing(call, logGroupName).metricFilters.values()];
    const wanted = all
      .filter(
        ({ filterName: name, metricTransformations: [one] }) =>
          name.startsWith(prefix) &&
          (metric === undefined || one.metricName === metric) &&
          (namespace === undefined || one.metricNamespace === namespace),
      )
      .map((filter) => ({ filter, name: `${filter.filterName}\n${filter.logGroupName}` }));
    const { items, more } = paged(wanted.toSorted(byName), asked, ({ name }) => name);
    return { metricFilters: items.map(({ filter }) => filter), ...more };
  },
);

function everywhere(call: Parameters<typeof existing>[0]): readonly MetricFilter[] {
  authorize(call, "*");
  return [...call.store.groups.values()].flatMap(({ metricFilters }) => [...metricFilters.values()]);
}

/** TestMetricFilter: which of the messages match, and the values that the pattern names. */
export const testMetricFilter = operation(
  "TestMetricFilter",
  {
    filterPattern: required(filterPattern),
    logEventMessages: required(list(text({ min: 1 }), { min: 1, max: 50 })),
  },
  (call, { filterPattern: given, logEventMessages }) => {
    authorize(call, "*");
    const pattern = readPattern(given, "metric filter pattern");
    const matches = logEventMessages.flatMap((eventMessage, at) => {
      const found = pattern.read(eventMessage);
      if (found === undefined) return [];
      const values = pattern.selectors.flatMap((selector) => {
        const value = found(selector);
        return value === undefined ? [] : [[selector, value] as const];
      });
      return [{ eventNumber: at + 1, eventMessage, extractedValues: Object.fromEntries(values) }];
    });
    return { matches };
  },
);
