import type { JsonOperation } from "../protocols/json-operation.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";
import {
  createLogGroup,
  deleteLogGroup,
  describeLogGroups,
  listLogGroups,
  putLogGroupDeletionProtection,
} from "./operations/log-groups.ts";
import { createLogStream, deleteLogStream, describeLogStreams } from "./operations/log-streams.ts";
import {
  deleteMetricFilter,
  describeMetricFilters,
  putMetricFilter,
  testMetricFilter,
} from "./operations/metric-filters.ts";
import { putLogEvents } from "./operations/put-log-events.ts";
import { deleteResourcePolicy, describeResourcePolicies, putResourcePolicy } from "./operations/resource-policies.ts";
import { deleteRetentionPolicy, putRetentionPolicy } from "./operations/retention.ts";
import { deleteSubscriptionFilter, describeSubscriptionFilters } from "./operations/subscription-filters.ts";
import {
  listTagsForResource,
  listTagsLogGroup,
  tagLogGroup,
  tagResource,
  untagLogGroup,
  untagResource,
} from "./operations/tags.ts";

/** Every operation that this CloudWatch Logs has. */
export const logsOperations: readonly JsonOperation[] = [
  createLogGroup,
  createLogStream,
  deleteLogGroup,
  deleteLogStream,
  deleteMetricFilter,
  deleteResourcePolicy,
  deleteRetentionPolicy,
  deleteSubscriptionFilter,
  describeLogGroups,
  describeLogStreams,
  describeMetricFilters,
  describeResourcePolicies,
  describeSubscriptionFilters,
  filterLogEvents,
  getLogEvents,
  listLogGroups,
  listTagsForResource,
  listTagsLogGroup,
  putLogEvents,
  putLogGroupDeletionProtection,
  putMetricFilter,
  putResourcePolicy,
  putRetentionPolicy,
  tagLogGroup,
  tagResource,
  testMetricFilter,
  untagLogGroup,
  untagResource,
];
