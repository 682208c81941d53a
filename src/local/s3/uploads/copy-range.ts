import { invalidArgument, s3Fault } from "../faults.ts";
import type { ByteRange } from "../objects/byte-range.ts";

/** The bytes that `x-amz-copy-source-range` asks for, which unlike Range must lie in the source. Throws InvalidArgument,
 * InvalidRequest. */
export function copyRange(asked: string, size: number): ByteRange {
  const refuse = (message: string): Error => invalidArgument(message, "x-amz-copy-source-range", asked);
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(asked) ?? [];
  const [start, end] = [Number(first), Number(last) + 1];
  if (first === undefined || end <= start)
    throw refuse(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
    );
  if (start >= size) throw s3Fault("InvalidRequest", "The specified copy range is invalid for the source object size");
  if (end > size) throw refuse(`Range specified is not valid for source object of size: ${size}`);
  return { start, end };
}
