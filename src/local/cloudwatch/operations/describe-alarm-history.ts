import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { integer, timestamp } from "../../shape/scalar.ts";
import { oneOf, text } from "../../shape/text.ts";
import { alarmStore } from "../alarms/alarm-store.ts";
import { settleAlarms } from "../alarms/evaluate-alarms.ts";
import { alarmTypes, name, scanBy } from "../members.ts";
import { page } from "../page.ts";

/** DescribeAlarmHistory: newest first unless asked otherwise. */
export const describeAlarmHistory = wireOperation(
  "DescribeAlarmHistory",
  {
    AlarmName: name,
    AlarmContributorId: text({ min: 1, max: 16 }),
    AlarmTypes: alarmTypes,
    HistoryItemType: oneOf("ConfigurationUpdate", "StateUpdate", "Action"),
    StartDate: timestamp,
    EndDate: timestamp,
    MaxRecords: integer({ min: 1, max: 100 }),
    NextToken: text(),
    ScanBy: scanBy,
  },
  ({ account, region }, input) => {
    const {
      AlarmContributorId: contributor,
      AlarmName,
      AlarmTypes,
      HistoryItemType,
      StartDate = -Infinity,
      EndDate = Infinity,
      ScanBy,
    } = input;
    settleAlarms(account, region);
    // "If an alarm name is not specified, the histories for either all metric alarms or all composite alarms are returned."
    const types = AlarmTypes ?? (AlarmName === undefined ? ["MetricAlarm"] : ["MetricAlarm", "CompositeAlarm"]);
    const found = alarmStore(account, region).history.filter(
      ({ alarm, type, at, isComposite = false }) =>
        // No alarm here has contributors.
        contributor === undefined &&
        types.includes(isComposite ? "CompositeAlarm" : "MetricAlarm") &&
        (AlarmName === undefined || alarm === AlarmName) &&
        (HistoryItemType === undefined || type === HistoryItemType) &&
        at >= StartDate &&
        at <= EndDate,
    );
    const sorted = ScanBy === "TimestampAscending" ? found : found.toReversed();
    const { items, NextToken } = page(sorted, input.NextToken, input.MaxRecords ?? 100, ({ order }) => String(order));
    const shown = items.map(({ alarm, at, type, isComposite = false, summary, data }) => ({
      AlarmName: alarm,
      AlarmType: isComposite ? "CompositeAlarm" : "MetricAlarm",
      Timestamp: new Date(at),
      HistoryItemType: type,
      HistorySummary: summary,
      HistoryData: data,
    }));
    return { AlarmHistoryItems: shown, NextToken };
  },
);
