import type { JsonOperation } from "../protocols/json-operation.ts";
import { updateMaxRecordSize, updateStreamMode, updateStreamWarmThroughput } from "./operations/capacity.ts";
import {
  deregisterStreamConsumer,
  describeStreamConsumer,
  listStreamConsumers,
  registerStreamConsumer,
} from "./operations/consumers.ts";
import { createStream } from "./operations/create-stream.ts";
import { deleteStream } from "./operations/delete-stream.ts";
import { describeStream, describeStreamSummary } from "./operations/describe-stream.ts";
import { startStreamEncryption, stopStreamEncryption } from "./operations/encryption.ts";
import { getRecords } from "./operations/get-records.ts";
import { getShardIterator } from "./operations/get-shard-iterator.ts";
import { describeAccountSettings, describeLimits, updateAccountSettings } from "./operations/limits.ts";
import { listShards } from "./operations/list-shards.ts";
import { listStreams } from "./operations/list-streams.ts";
import { mergeShards } from "./operations/merge-shards.ts";
import { disableEnhancedMonitoring, enableEnhancedMonitoring } from "./operations/monitoring.ts";
import { putRecord } from "./operations/put-record.ts";
import { putRecords } from "./operations/put-records.ts";
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from "./operations/resource-policy.ts";
import { listTagsForResource, tagResource, untagResource } from "./operations/resource-tags.ts";
import { decreaseStreamRetentionPeriod, increaseStreamRetentionPeriod } from "./operations/retention.ts";
import { splitShard } from "./operations/split-shard.ts";
import { addTagsToStream, listTagsForStream, removeTagsFromStream } from "./operations/stream-tags.ts";
import { subscribeToShard } from "./operations/subscribe-to-shard.ts";
import { updateShardCount } from "./operations/update-shard-count.ts";

/** Every operation that this Kinesis has. */
export const kinesisOperations: readonly JsonOperation[] = [
  addTagsToStream,
  createStream,
  decreaseStreamRetentionPeriod,
  deleteResourcePolicy,
  deleteStream,
  deregisterStreamConsumer,
  describeAccountSettings,
  describeLimits,
  describeStream,
  describeStreamConsumer,
  describeStreamSummary,
  disableEnhancedMonitoring,
  enableEnhancedMonitoring,
  getRecords,
  getResourcePolicy,
  getShardIterator,
  increaseStreamRetentionPeriod,
  listShards,
  listStreamConsumers,
  listStreams,
  listTagsForResource,
  listTagsForStream,
  mergeShards,
  putRecord,
  putRecords,
  putResourcePolicy,
  registerStreamConsumer,
  removeTagsFromStream,
  splitShard,
  startStreamEncryption,
  stopStreamEncryption,
  subscribeToShard,
  tagResource,
  untagResource,
  updateAccountSettings,
  updateMaxRecordSize,
  updateShardCount,
  updateStreamMode,
  updateStreamWarmThroughput,
];
