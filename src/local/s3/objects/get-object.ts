import type { Call, Output, S3Operation } from "../call.ts";
import { noSuchKey, s3Fault } from "../faults.ts";
import { partRange, rangeOf } from "./byte-range.ts";
import type { ByteRange } from "./byte-range.ts";
import { checkReadable } from "./conditions.ts";
import { foundVersion } from "./found-version.ts";
import type { Found } from "./found-version.ts";
import { readHeaders } from "./version-headers.ts";

/** GetObject: the bytes, or a range of them. */
export const getObject: S3Operation = {
  name: "GetObject",
  method: "GET",
  on: "object",
  async run(call) {
    const { found, range, output } = answerTo(call);
    const { body } = found.version;
    const { start, end } = range ?? { start: 0, end: body.size };
    if (start === end) return { ...output, text: "" };
    try {
      return { ...output, stream: await body.read(start, end) };
    } catch (error) {
      // Somebody else took the file away.
      if ((error as { code?: unknown }).code === "ENOENT") throw noSuchKey(call.key);
      throw error;
    }
  },
};

/** HeadObject: the same without the bytes. */
export const headObject: S3Operation = {
  name: "HeadObject",
  method: "HEAD",
  on: "object",
  run: (call) => answerTo(call).output,
};

function answerTo(call: Call): {
  readonly found: Found;
  readonly range: ByteRange | undefined;
  readonly output: Output;
} {
  const found = foundVersion(call, "s3:GetObject");
  const { bucket, version } = found;
  checkReadable(call, version);
  const range = asked(call, found);
  const { size } = version.body;
  const isWhole = range?.start === 0 && range.end === size;
  const headers = readHeaders(call, bucket, version, range === undefined || isWhole);
  if (range === undefined) return { found, range, output: { headers, length: size } };
  const { partNumber } = call.query;
  const parts =
    partNumber === undefined || version.partSizes === undefined ? undefined : String(version.partSizes.length);
  return {
    found,
    range,
    output: {
      status: 206,
      headers: {
        ...headers,
        "content-range": size === 0 ? undefined : `bytes ${range.start}-${range.end - 1}/${size}`,
        "x-amz-mp-parts-count": parts,
      },
      length: range.end - range.start,
    },
  };
}

function asked({ headers, query }: Call, { version }: Found): ByteRange | undefined {
  const { partNumber } = query;
  if (partNumber === undefined) return rangeOf(headers["range"], version.body.size);
  if (headers["range"] === undefined) return partRange(partNumber, version);
  throw s3Fault("InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
}
