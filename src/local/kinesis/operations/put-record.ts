import { Fault } from "../../fault.ts";
import { writable } from "../address.ts";
import type { Address } from "../address.ts";
import { invalid } from "../call.ts";
import { encryptingKey } from "../kms.ts";
import { data, hashKey, partitionKey, sequenceNumber } from "../members.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { measured } from "../stream-metrics.ts";
import { readSequence } from "../stream/sequence-number.ts";
import { append, checkSize, placeOf } from "../writing.ts";

/** PutRecord. */
export const putRecord = streamOperation(
  "PutRecord",
  {
    SequenceNumberForOrdering: sequenceNumber,
    PartitionKey: required(partitionKey),
    ExplicitHashKey: hashKey,
    Data: required(data),
  },
  writable,
  (call, stream, input, address) => {
    const { SequenceNumberForOrdering: least } = input;
    return measured(call, stream, "PutRecord", (metrics) => {
      const shard = placeOf(stream, input);
      if (least !== undefined) checkOrdering(least, call.now, address);
      checkSize(stream, input, "data");
      const key = encryptingKey(call, stream);
      const written = append(call, stream, shard, input, key);
      if (written instanceof Fault) throw written;
      metrics.put("PutRecord.Bytes", input.Data.length, call.now);
      return { ...written, ...(key !== undefined && { EncryptionType: "KMS" }) };
    });
  },
);

/** The number must be one that AWS could have given out by now. New numbers are larger anyway, so nothing else depends on it. */
function checkOrdering(least: string, now: number, { name, account }: Address): void {
  const sequence = readSequence(least);
  if (sequence && sequence.position !== Infinity && sequence.arrived * 1000 <= now) return;
  throw invalid(
    `ExclusiveMinimumSequenceNumber ${least} used in PutRecord on stream ${name} under account ${account} is invalid.`,
  );
}
