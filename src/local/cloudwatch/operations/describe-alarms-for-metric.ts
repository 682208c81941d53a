import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { describeAlarm } from "../alarms/alarm.ts";
import { alarmStore } from "../alarms/alarm-store.ts";
import { settleAlarms } from "../alarms/evaluate-alarms.ts";
import { byName, dimensions, name, namespace, plainStatistic, unit } from "../members.ts";
import type { DimensionList } from "../members.ts";

/** DescribeAlarmsForMetric: alarms of that one metric, with exactly those dimensions. */
export const describeAlarmsForMetric = wireOperation(
  "DescribeAlarmsForMetric",
  {
    MetricName: required(name),
    Namespace: required(namespace),
    Statistic: plainStatistic,
    ExtendedStatistic: text(),
    Dimensions: dimensions,
    Period: integer({ min: 1 }),
    Unit: unit,
  },
  ({ account, region }, asked) => {
    settleAlarms(account, region);
    const found = [...alarmStore(account, region).alarms.values()].filter(
      ({ settings }) =>
        settings.MetricName === asked.MetricName &&
        settings.Namespace === asked.Namespace &&
        keyOf(settings.Dimensions) === keyOf(asked.Dimensions) &&
        (["Statistic", "ExtendedStatistic", "Period", "Unit"] as const).every(
          (member) => asked[member] === undefined || asked[member] === settings[member],
        ),
    );
    return { MetricAlarms: found.map(describeAlarm) };
  },
);

function keyOf(given: DimensionList | undefined): string {
  return JSON.stringify(Object.entries(byName(given)).sort(([one], [other]) => (one < other ? -1 : 1)));
}
