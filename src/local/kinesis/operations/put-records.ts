import { Fault } from "../../fault.ts";
import { writable } from "../address.ts";
import { invalid } from "../call.ts";
import { encryptingKey } from "../kms.ts";
import { list } from "../../shape/collection.ts";
import { data, hashKey, partitionKey } from "../members.ts";
import { required, structure } from "../../shape/structure.ts";
import type { Stream } from "../stream/stream.ts";
import { streamOperation } from "../stream-operation.ts";
import { isThrottled, measured } from "../stream-metrics.ts";
import type { StreamMetrics } from "../stream-metrics.ts";
import { append, checkSize, placeOf } from "../writing.ts";

const entry = structure({
  PartitionKey: required(partitionKey),
  ExplicitHashKey: hashKey,
  Data: required(data),
});

/** Data and keys of one request: 10 MiB on streams that take large records, 5 MiB on others. */
const mostMebibytes = ({ maxRecordSizeInKiB }: Pick<Stream, "maxRecordSizeInKiB">): number =>
  maxRecordSizeInKiB > 1024 ? 10 : 5;

/** PutRecords: each record is written or refused on its own. */
export const putRecords = streamOperation(
  "PutRecords",
  {
    Records: required(
      list(entry, { min: 1, max: 500 }, "com.amazonaws.kinesis.v20131202.PutRecordsRequestEntry@c965e310"),
    ),
  },
  writable,
  (call, stream, { Records: entries }) =>
    measured(call, stream, "PutRecords", (metrics) => {
      const shards = entries.map((each) => placeOf(stream, each));
      for (const [i, each] of entries.entries()) checkSize(stream, each, `records.${i + 1}.member.data`);
      const bytes = entries.reduce((sum, each) => sum + each.Data.length + Buffer.byteLength(each.PartitionKey), 0);
      const most = mostMebibytes(stream);
      if (bytes > most * 1_048_576) throw invalid(`Records size exceeds ${most} MB limit`);
      const key = encryptingKey(call, stream);
      const results = entries.map(
        (each, i) => call.settings.entryRefusal?.(stream.name, i) ?? append(call, stream, shards[i]!, each, key),
      );
      const failed = results.filter((result) => result instanceof Fault);
      publish(metrics, entries, failed, call.now);
      return {
        FailedRecordCount: failed.length,
        Records: results.map((result) =>
          result instanceof Fault ? { ErrorCode: result.code, ErrorMessage: result.message } : result,
        ),
        ...(key !== undefined && { EncryptionType: "KMS" }),
      };
    }),
);

function publish(
  metrics: StreamMetrics,
  entries: readonly { readonly Data: Buffer }[],
  failed: readonly Fault[],
  now: number,
): void {
  metrics.put(
    "PutRecords.Bytes",
    entries.reduce((sum, { Data }) => sum + Data.length, 0),
    now,
  );
  metrics.put("PutRecords.TotalRecords", entries.length, now);
  metrics.put("PutRecords.SuccessfulRecords", entries.length - failed.length, now);
  const throttled = failed.filter(isThrottled).length;
  metrics.put("PutRecords.ThrottledRecords", throttled, now);
  metrics.put("PutRecords.FailedRecords", failed.length - throttled, now);
}
