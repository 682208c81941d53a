import { gunzipSync } from "node:zlib";
import type { Destination } from "../destination.ts";

const LARGEST = 64 * 1_048_576;

/** Does the delivery stream unpack what CloudWatch Logs puts into it, and takes nothing from others? */
export function decompresses(destination: Destination): boolean {
  return has(destination, "Decompression");
}

/** A record as its processors leave it: decompressed where they say so, and of the envelope of CloudWatch Logs the messages alone, each
 * on a line. What came before they were set, and is not packed, stays as it is. No document says what becomes of the message by which
 * CloudWatch Logs tries the stream: here it is one like the others.
 * https://docs.aws.amazon.com/firehose/latest/dev/Message_extraction.html */
export function processed(data: Uint8Array, destination: Destination): Uint8Array {
  if (!decompresses(destination)) return data;
  try {
    const unpacked = gunzipSync(data, { maxOutputLength: LARGEST });
    if (!has(destination, "CloudWatchLogProcessing")) return unpacked;
    const { logEvents } = JSON.parse(unpacked.toString()) as {
      readonly logEvents: readonly { readonly message: string }[];
    };
    return Buffer.from(logEvents.map(({ message }) => `${message}\n`).join(""));
  } catch {
    return data;
  }
}

function has({ ProcessingConfiguration: processing }: Destination, type: string): boolean {
  return processing?.Enabled === true && processing.Processors?.some(({ Type }) => Type === type) === true;
}
