import { randomBytes } from "node:crypto";
import { Fault } from "../../fault.ts";
import { list } from "../../shape/collection.ts";
import { required } from "../../shape/structure.ts";
import { invalid, notFound, streamOperation } from "../call.ts";
import type { Call } from "../call.ts";
import type { DirectSource } from "../delivery/direct-source.ts";
import { decompresses } from "../delivery/processing.ts";
import { statusOf } from "../delivery-stream.ts";
import * as members from "../members.ts";
import type { Running } from "../store.ts";

const MOST_BYTES = 4_194_304;

/** PutRecord, into a delivery stream without a source of its own. */
export const putRecord = streamOperation(
  "PutRecord",
  { Record: required(members.record) },
  (call, running, { Record: { Data } }) => {
    taking(call, running).put(Data, call.now);
    return { RecordId: recordId(), Encrypted: running.stream.encryption !== undefined };
  },
);

/** PutRecordBatch. */
export const putRecordBatch = streamOperation(
  "PutRecordBatch",
  { Records: required(list(members.record, { min: 1, max: 500 })) },
  (call, running, { Records }) => {
    const direct = taking(call, running);
    if (Records.reduce((sum, { Data }) => sum + Data.length, 0) > MOST_BYTES) {
      throw invalid("Records size exceeds 4 MB limit");
    }
    for (const { Data } of Records) direct.put(Data, call.now);
    return {
      FailedPutCount: 0,
      Encrypted: running.stream.encryption !== undefined,
      RequestResponses: Records.map(() => ({ RecordId: recordId() })),
    };
  },
);

function taking(call: Call, { stream, direct }: Running): DirectSource {
  if (decompresses(stream.destination) && call.scope.caller.service?.startsWith("logs.") !== true) {
    throw new Fault(
      "InvalidSourceException",
      "Only requests from CloudWatch Logs are supported when CloudWatch Logs decompression is enabled.",
    );
  }
  if (direct === undefined) {
    throw invalid("This operation is not permitted on KinesisStreamAsSource delivery stream type.");
  }
  if (statusOf(stream, call.now) === "CREATING") throw notFound(call, stream.name);
  return direct;
}

function recordId(): string {
  return randomBytes(165).toString("base64");
}
