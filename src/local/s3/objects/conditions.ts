import type { Call } from "../call.ts";
import { noSuchKey, s3Fault } from "../faults.ts";
import type { ObjectVersion } from "../store/object-version.ts";

/** Throws PreconditionFailed, or NotModified (304), when a reader's conditions do not hold. `x-amz-copy-source-if-…` are the same
 * for the source of a copy. */
export function checkReadable(
  { headers }: Call,
  { etag, lastModified }: ObjectVersion,
  prefix: "" | "x-amz-copy-source-" = "",
): void {
  const [match, noneMatch] = [headers[`${prefix}if-match`], headers[`${prefix}if-none-match`]];
  const since = headers[`${prefix}if-modified-since`];
  const unmodified = headers[`${prefix}if-unmodified-since`];
  const seconds = Math.floor(lastModified / 1000) * 1000;
  // If-Match counts before If-Unmodified-Since, If-None-Match before If-Modified-Since (RFC 9110, 13.2.2).
  if (match !== undefined && !lists(match, etag)) throw failed("If-Match");
  if (match === undefined && unmodified !== undefined && seconds > Date.parse(unmodified))
    throw failed("If-Unmodified-Since");
  const same = noneMatch === undefined ? since !== undefined && seconds <= Date.parse(since) : lists(noneMatch, etag);
  if (!same) return;
  if (prefix !== "") throw failed(noneMatch === undefined ? "If-Modified-Since" : "If-None-Match");
  const known = { ETag: `"${etag}"`, "Last-Modified": new Date(seconds).toUTCString() };
  throw s3Fault("NotModified", "Not Modified", 304, {}, known);
}

/** Throws PreconditionFailed when a writer's conditions do not hold: If-None-Match: *, If-Match. */
export function checkWritable({ headers, key }: Call, current: ObjectVersion | undefined): void {
  const [match, noneMatch] = [headers["if-match"], headers["if-none-match"]];
  const there = current?.body !== undefined;
  if (noneMatch !== undefined && noneMatch.trim() !== "*") {
    throw s3Fault("NotImplemented", "A header you provided implies functionality that is not implemented", 501, {
      Header: "If-None-Match",
    });
  }
  if (noneMatch !== undefined && there) throw failed("If-None-Match");
  if (match === undefined) return;
  if (!there) throw noSuchKey(key);
  if (!lists(match, current.etag)) throw failed("If-Match");
}

function lists(header: string, etag: string): boolean {
  return header.split(",").some((one) => {
    const text = one.trim().replace(/^W\//, "");
    return text === "*" || text.replace(/^"|"$/g, "") === etag;
  });
}

function failed(condition: string): Error {
  const message = "At least one of the pre-conditions you specified did not hold";
  return s3Fault("PreconditionFailed", message, 412, { Condition: condition });
}
