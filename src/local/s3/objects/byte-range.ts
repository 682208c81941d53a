import { invalidArgument, s3Fault } from "../faults.ts";
import type { ObjectVersion } from "../store/object-version.ts";

/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The one range that a Range header asks for; undefined when it is none that S3 knows, which means the whole object. Throws
 * InvalidRange for one that has no byte of it. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const range =
    first === ""
      ? { start: Math.max(0, size - Number(last)), end: size }
      : { start: Number(first), end: last === "" ? size : Math.min(size, Number(last) + 1) };
  if (range.start < size && range.end > range.start) return range;
  throw s3Fault("InvalidRange", "The requested range is not satisfiable", 416, {
    ActualObjectSize: String(size),
    RangeRequested: header ?? "",
  });
}

/** The bytes of a part of an object that was uploaded in parts; any other object is its own first part. */
export function partRange(number: string, { partSizes, body }: ObjectVersion): ByteRange {
  const sizes = partSizes ?? [body?.size ?? 0];
  const at = Number(number);
  if (!/^\d+$/.test(number) || at < 1 || at > 10_000) {
    throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", number);
  }
  const size = sizes[at - 1];
  if (size === undefined) {
    throw s3Fault("InvalidPartNumber", "The requested partnumber is not satisfiable", 416, {
      ActualPartCount: String(sizes.length),
      PartNumberRequested: number,
    });
  }
  const start = sizes.slice(0, at - 1).reduce((sum, one) => sum + one, 0);
  return { start, end: start + size };
}
