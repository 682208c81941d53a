import type { Call } from "../call.ts";
import { noSuchKey, s3Fault } from "../faults.ts";
import type { Upload } from "../store/upload.ts";
import type { ObjectVersion } from "../store/object-version.ts";

/** Throws PreconditionFailed, or NotModified (304), when a reader's conditions do not hold. `x-amz-copy-source-if-…` are the same
 * for the source of a copy. */
export function checkReadable(
  { headers, now }: Call,
  { etag, lastModified }: ObjectVersion,
  prefix: "" | "x-amz-copy-source-" = "",
): void {
  const [match, noneMatch] = [headers[`${prefix}if-match`], headers[`${prefix}if-none-match`]];
  const since = Date.parse(headers[`${prefix}if-modified-since`] ?? "");
  const unmodified = headers[`${prefix}if-unmodified-since`];
  const seconds = Math.floor(lastModified / 1000) * 1000;
  // If-Match counts before If-Unmodified-Since, If-None-Match before If-Modified-Since (RFC 9110, 13.2.2).
  if (match !== undefined && !lists(match, etag)) throw failed(`${prefix}If-Match`);
  if (match === undefined && unmodified !== undefined && seconds > Date.parse(unmodified))
    throw failed(`${prefix}If-Unmodified-Since`);
  // A time that is still to come says nothing.
  const same = noneMatch === undefined ? since <= now && seconds <= since : lists(noneMatch, etag);
  if (!same) return;
  if (prefix !== "") throw failed(`${prefix}${noneMatch === undefined ? "If-Modified-Since" : "If-None-Match"}`);
  const known = { ETag: `"${etag}"`, "Last-Modified": new Date(seconds).toUTCString() };
  throw s3Fault("NotModified", "Not Modified", 304, {}, known);
}

/** Throws PreconditionFailed when a writer's conditions do not hold: If-None-Match: *, If-Match; ConditionalRequestConflict when
 * they hold, but the key was touched while the upload that is completed was under way; NotImplemented for other conditions. */
export function checkWritable(call: Call, current: ObjectVersion | undefined, upload?: Upload): void {
  const { headers, key } = call;
  const [match, noneMatch] = [headers["if-match"], headers["if-none-match"]];
  if (match === undefined && noneMatch === undefined) return;
  refuseOdd(match?.trim(), noneMatch?.trim());
  if (noneMatch !== undefined && current?.body !== undefined) throw failed("If-None-Match");
  checkMatch(call, current);
  if (upload?.disturbed !== true) return;
  const message = "The conditional request cannot succeed due to a conflicting operation against this resource.";
  const condition = match === undefined ? "If-None-Match" : "If-Match";
  throw s3Fault("ConditionalRequestConflict", message, 409, { Condition: condition, Key: key });
}

/** Throws PreconditionFailed, or NoSuchKey, when If-Match does not hold. */
export function checkMatch({ headers, key }: Call, current: ObjectVersion | undefined): void {
  const match = headers["if-match"];
  if (match === undefined) return;
  if (current?.body === undefined) throw noSuchKey(key);
  if (!lists(match, current.etag)) throw failed("If-Match");
}

/** Writers may ask for a tag that matches, or for no object, and for one of them only. */
function refuseOdd(match: string | undefined, noneMatch: string | undefined): void {
  const refuse = (header: string, additionalMessage: string): Error =>
    s3Fault("NotImplemented", "A header you provided implies functionality that is not implemented", 501, {
      Header: header,
      additionalMessage,
    });
  if (match !== undefined && noneMatch !== undefined)
    throw refuse("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
  const odd = match === "*" ? "If-Match" : noneMatch !== undefined && noneMatch !== "*" ? "If-None-Match" : undefined;
  if (odd !== undefined) throw refuse(odd, `We don't accept the provided value of ${odd} header for this API`);
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
