import type { WireRequest } from "../../http/wire.ts";
import { parseJson } from "../bounded.ts";
import { decodeCbor } from "../cbor/decode-cbor.ts";
import { encodeCbor } from "../cbor/encode-cbor.ts";
import { jsonText } from "./json-text.ts";

/** How values are written. */
export interface Format {
  readonly contentType: string;
  read(request: WireRequest): unknown;
  write(value: unknown): string | Buffer;
}

/** AWS JSON 1.1. */
export const json: Format = {
  contentType: "application/x-amz-json-1.1",
  read: ({ text, body }) => parseJson(text ?? body),
  write: jsonText,
};

/** The same in CBOR, which the Java SDK sends. */
export const cbor: Format = {
  contentType: "application/x-amz-cbor-1.1",
  read: ({ body }) => decodeCbor(body),
  write: encodeCbor,
};

/** The format that a request says it is in; undefined for any other Content-Type. */
export function formatOf(request: WireRequest): Format | undefined {
  const contentType = mediaType(request);
  return contentType === json.contentType ? json : contentType === cbor.contentType ? cbor : undefined;
}

/** The Content-Type without its parameters. */
export function mediaType({ headers }: WireRequest): string {
  return (headers["content-type"] ?? "").split(";", 1)[0]!.trim().toLowerCase();
}
