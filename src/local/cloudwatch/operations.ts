import type { WireOperation } from "../protocols/query-compatible/wire-operation.ts";
import { disableAlarmActions, enableAlarmActions } from "./operations/alarm-actions.ts";
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from "./operations/dashboards.ts";
import { deleteAlarms } from "./operations/delete-alarms.ts";
import { describeAlarmHistory } from "./operations/describe-alarm-history.ts";
import { describeAlarms } from "./operations/describe-alarms.ts";
import { describeAlarmsForMetric } from "./operations/describe-alarms-for-metric.ts";
import { getMetricData } from "./operations/get-metric-data.ts";
import { getMetricStatistics } from "./operations/get-metric-statistics.ts";
import { listMetrics } from "./operations/list-metrics.ts";
import { putCompositeAlarm } from "./operations/put-composite-alarm.ts";
import { putMetricAlarm } from "./operations/put-metric-alarm.ts";
import { putMetricData } from "./operations/put-metric-data.ts";
import { setAlarmState } from "./operations/set-alarm-state.ts";
import { listTagsForResource, tagResource, untagResource } from "./operations/tags.ts";
import { limited } from "./rates.ts";

/** Every operation that this CloudWatch has. */
export const cloudwatchOperations: readonly WireOperation[] = [
  deleteAlarms,
  deleteDashboards,
  describeAlarmHistory,
  describeAlarms,
  describeAlarmsForMetric,
  disableAlarmActions,
  enableAlarmActions,
  getDashboard,
  getMetricData,
  getMetricStatistics,
  listDashboards,
  listMetrics,
  listTagsForResource,
  putCompositeAlarm,
  putDashboard,
  putMetricAlarm,
  putMetricData,
  setAlarmState,
  tagResource,
  untagResource,
].map(limited);
