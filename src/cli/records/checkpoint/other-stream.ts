import { UsageError } from "../../../engine/errors.ts";
import type { Checkpoint } from "../../../records/read/checkpoint/checkpoint.ts";

/** Which stream a checkpoint is of. */
export type Which = Pick<Checkpoint, "stream" | "region" | "endpoint" | "arn" | "createdAt">;

/** Says that a checkpoint is of another stream than the one to read: of another name, place or account, or one that was deleted and
 * made anew, whose shards have the same ids. Undefined where it is the same. */
export function otherStream(name: string, before: Which, which: Which): UsageError | undefined {
  const own = "Give each stream a file of its own.";
  const text = ({ stream, region, endpoint }: Which): string =>
    `${stream} in ${region}${endpoint === undefined ? "" : ` at ${endpoint}`}`;
  if (
    before.region !== which.region ||
    before.endpoint !== which.endpoint ||
    nameOf(before.stream) !== nameOf(which.stream)
  )
    return new UsageError(`The checkpoint ${name} is of the stream ${text(before)}, not of ${text(which)}.`, own);
  const [was, is] = [arnOf(before), arnOf(which)];
  if (was !== undefined && is !== undefined && was !== is)
    return new UsageError(`The checkpoint ${name} is of the stream ${was}, not of ${is}.`, own);
  if (before.createdAt === undefined || which.createdAt === undefined || before.createdAt === which.createdAt)
    return undefined;
  return new UsageError(
    `The checkpoint ${name} is of the stream ${nameOf(before.stream)} that was made at ${before.createdAt}; the one of today was made at ${which.createdAt}, and has other records.`,
    `Delete ${name} to read the new stream from its beginning, or give another --checkpoint file.`,
  );
}

function arnOf({ arn, stream }: Which): string | undefined {
  return arn ?? (stream.startsWith("arn:") ? stream : undefined);
}

function nameOf(stream: string): string {
  return stream.startsWith("arn:") ? stream.slice(stream.indexOf("/") + 1) : stream;
}
