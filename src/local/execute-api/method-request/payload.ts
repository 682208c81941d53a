import { gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { requestTooLong, unsupportedMediaType } from "../response/refusals.ts";

/** API Gateway's limit on a payload, in bytes. */
export const largestPayload = 10_485_760;

/** The body without its content coding. Throws UNSUPPORTED_MEDIA_TYPE for an unknown coding and for broken data. */
export function unpack(body: Buffer, coding: string | undefined): Buffer {
  // Nothing is not looked at, whatever its coding.
  if (body.length === 0) return body;
  switch (coding?.trim().toLowerCase()) {
    case undefined:
    case "":
    case "identity":
      return body;
    case "gzip":
    case "x-gzip":
      return guarded(() => gunzipSync(body, { maxOutputLength: largestPayload }));
    case "deflate":
      return guarded(() => inflate(body));
    default:
      throw unsupportedMediaType();
  }
}

/** "deflate" is meant to have a zlib header, though not all senders write one. */
function inflate(body: Buffer): Buffer {
  const options = { maxOutputLength: largestPayload };
  const hasHeader =
    body.length > 1 && ((body[0] ?? 0) & 0x0f) === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0;
  return hasHeader ? inflateSync(body, options) : inflateRawSync(body, options);
}

function guarded(work: () => Buffer): Buffer {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw code === "ERR_BUFFER_TOO_LARGE" ? requestTooLong() : unsupportedMediaType();
  }
}
