import { randomUUID } from "node:crypto";
import { datePattern } from "./date-pattern.ts";
import { defaultDatePath, readPrefix } from "./prefix.ts";
import { zonedTime } from "./zoned-time.ts";

/** What the name of an object follows from. */
export interface ObjectNaming {
  readonly streamName: string;
  readonly versionId: number;
  readonly prefix: string;
  /** Such as `.gz`; "" for none. */
  readonly extension: string;
  readonly timeZone: string;
  /** When the oldest record arrived, in milliseconds since 1970. */
  readonly oldest: number;
}

const suffixTime = datePattern("yyyy-MM-dd-HH-mm-ss");

/** The key of an object: evaluated prefix, stream, version, time, UUID, extension. https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html */
export function objectKey({ streamName, versionId, prefix, extension, timeZone, oldest }: ObjectNaming): string {
  const context = { time: zonedTime(oldest, timeZone) };
  const read = readPrefix(prefix);
  const evaluated = read.evaluate(context) + (read.hasTimestamp ? "" : defaultDatePath(context));
  return `${evaluated}${streamName}-${versionId}-${suffixTime(context.time)}-${randomUUID()}${extension}`;
}
