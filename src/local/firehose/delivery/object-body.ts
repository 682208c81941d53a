import { gzip } from "node:zlib";
import { promisify } from "node:util";
import type { Destination } from "../destination.ts";

const compress = promisify(gzip);

/** Records as the bytes of an object: joined with nothing between them, or each followed by the delimiter, and compressed. */
export async function objectBody(records: readonly Uint8Array[], destination: Destination): Promise<Buffer> {
  const delimiter = delimiterOf(destination);
  const joined = Buffer.concat(delimiter === undefined ? records : records.flatMap((each) => [each, delimiter]));
  return destination.CompressionFormat === "GZIP" ? compress(joined) : joined;
}

/** What AppendDelimiterToRecord puts behind each record; undefined without it. Its parameter writes a line end as `\n`. */
export function delimiterOf({ ProcessingConfiguration: processing }: Destination): Buffer | undefined {
  if (processing?.Enabled !== true) return undefined;
  const appends = processing.Processors?.find(({ Type }) => Type === "AppendDelimiterToRecord");
  if (appends === undefined) return undefined;
  const given = appends.Parameters?.find(({ ParameterName }) => ParameterName === "Delimiter")?.ParameterValue ?? "\\n";
  return Buffer.from(given.replaceAll("\\n", "\n").replaceAll("\\r", "\r").replaceAll("\\t", "\t"));
}

/** The end of an object's name. */
export function extensionOf({ CompressionFormat, FileExtension = "" }: Destination): string {
  if (FileExtension !== "") return FileExtension;
  return CompressionFormat === "GZIP" ? ".gz" : "";
}
