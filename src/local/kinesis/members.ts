import { textMap, texts } from "../shape/collection.ts";
import { blob, integer } from "../shape/scalar.ts";
import { text } from "../shape/text.ts";

/** Members that several operations share, with the limits of the service's model. */
export const streamName = text({ pattern: "[a-zA-Z0-9_.-]+", min: 1, max: 128 });
export const streamArn = text({ pattern: "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+", min: 1, max: 2048 });
export const streamId = text({ pattern: "[a-z0-9]{20}-[a-z0-9]{3}", min: 1, max: 24 });
export const resourceArn = text({ pattern: "arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+", min: 1, max: 2048 });
export const consumerArn = text({
  pattern: "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+",
  min: 1,
  max: 2048,
});
export const shardId = text({ pattern: "[a-zA-Z0-9_.-]+", min: 1, max: 128 });
export const hashKey = text({ pattern: "0|([1-9]\\d{0,38})" });
export const sequenceNumber = text({ pattern: "0|([1-9]\\d{0,128})" });
export const partitionKey = text({ min: 1, max: 256 });
export const nextToken = text({ min: 1, max: 1_048_576 });
export const page = integer({ min: 1, max: 10_000 });
export const streamMode = text({ values: ["PROVISIONED", "ON_DEMAND"] });
/** The largest record that any stream may take; each stream has a limit of its own. */
export const data = blob(10_485_760);

const tagKey = { min: 1, max: 128 };
export const tags = textMap({ min: 1, max: 200 }, tagKey, { min: 0, max: 256 });
export const tagKeys = texts(text(), { min: 1, max: 50 }, tagKey);

/** How an operation names its stream. */
export const whichStream = { StreamName: streamName, StreamARN: streamArn, StreamId: streamId };
