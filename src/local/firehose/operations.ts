import type { JsonOperation } from "../protocols/json-operation.ts";
import { createDeliveryStream } from "./operations/create-delivery-stream.ts";
import { deleteDeliveryStream } from "./operations/delete-delivery-stream.ts";
import {
  listTagsForDeliveryStream,
  tagDeliveryStream,
  untagDeliveryStream,
} from "./operations/delivery-stream-tags.ts";
import { describeDeliveryStream, listDeliveryStreams } from "./operations/describe-delivery-stream.ts";
import { startDeliveryStreamEncryption, stopDeliveryStreamEncryption } from "./operations/encryption.ts";
import { putRecord, putRecordBatch } from "./operations/put-record.ts";
import { updateDestination } from "./operations/update-destination.ts";
import type { FirehosePlatform } from "./platform.ts";

/** Every operation that this Firehose has. */
export function firehoseOperations(platform: FirehosePlatform): readonly JsonOperation[] {
  return [
    createDeliveryStream(platform),
    deleteDeliveryStream,
    describeDeliveryStream,
    listDeliveryStreams,
    listTagsForDeliveryStream,
    putRecord,
    putRecordBatch,
    startDeliveryStreamEncryption,
    stopDeliveryStreamEncryption,
    tagDeliveryStream,
    untagDeliveryStream,
    updateDestination(platform),
  ];
}
