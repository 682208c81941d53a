import type { JsonOperation } from "../protocols/json-operation.ts";
import {
  deleteDestination,
  describeDestinations,
  putDestination,
  putDestinationPolicy,
} from "./operations/destinations.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";
import {
  createLogGroup,
  deleteLogGroup,
  describeLogGroups,
  listLogGroups,
  putLogGroupDeletionProtection,
} from "./operations/log-groups.ts";
import { associateKmsKey, disassociateKmsKey } from "./operations/kms-key.ts";
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
import {
  deleteSubscriptionFilter,
  describeSubscriptionFilters,
  putSubscriptionFilter,
} from "./operations/subscription-filters.ts";
import {
  listTagsForResource,
  listTagsLogGroup,
  tagLogGroup,
  tagResource,
  untagLogGroup,
  untagResource,
} from "./operations/tags.ts";
import type { LogsPlatform } from "./subscriptions/platform.ts";

/** Every operation that this CloudWatch Logs has. */
export function logsOperations(platform: LogsPlatform): readonly JsonOperation[] {
  return [
    associateKmsKey,
    createLogGroup,
    createLogStream,
    deleteDestination,
    deleteLogGroup,
    deleteLogStream,
    deleteMetricFilter,
    deleteResourcePolicy,
    deleteRetentionPolicy,
    deleteSubscriptionFilter,
    describeDestinations,
    describeLogGroups,
    describeLogStreams,
    describeMetricFilters,
    describeResourcePolicies,
    describeSubscriptionFilters,
    disassociateKmsKey,
    filterLogEvents,
    getLogEvents,
    listLogGroups,
    listTagsForResource,
    listTagsLogGroup,
    putDestination(platform),
    putDestinationPolicy,
    putLogEvents,
    putLogGroupDeletionProtection,
    putMetricFilter,
    putResourcePolicy,
    putRetentionPolicy,
    putSubscriptionFilter(platform),
    tagLogGroup,
    tagResource,
    testMetricFilter,
    untagLogGroup,
    untagResource,
  ];
}
