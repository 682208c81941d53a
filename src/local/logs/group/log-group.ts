import type { LogStream } from "./log-stream.ts";
import type { MetricFilter } from "./metric-filter.ts";
import type { Subscription } from "../subscriptions/subscription.ts";

/** A log group. */
export interface LogGroup {
  readonly name: string;
  /** Without `:*`. */
  readonly arn: string;
  readonly createdAt: number;
  readonly logClass: string;
  kmsKeyId?: string;
  /** Events older than that are gone; for ever when left out. */
  retentionInDays?: number;
  deletionProtection: boolean;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
  readonly metricFilters: Map<string, MetricFilter>;
  /** By the name of the filter. */
  readonly subscriptions: Map<string, Subscription>;
}

/** A group as DescribeLogGroups lists it. AWS ends its older ARN with `:*`. */
export function shownGroup(group: LogGroup) {
  const { name, arn, createdAt, retentionInDays, logClass, kmsKeyId, deletionProtection, metricFilters } = group;
  let storedBytes = 0;
  for (const { bytes } of group.streams.values()) storedBytes += bytes;
  return {
    logGroupName: name,
    creationTime: createdAt,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: metricFilters.size,
    arn: `${arn}:*`,
    storedBytes,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    logGroupClass: logClass,
    logGroupArn: arn,
    deletionProtectionEnabled: deletionProtection,
  };
}
