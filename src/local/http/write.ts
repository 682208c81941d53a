import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { Readable } from "node:stream";
import { systemClock } from "../account/clock.ts";
import type { WireResponse } from "./wire.ts";

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** What is answered when this program is wrong. */
export const failed: WireResponse = {
  status: 500,
  headers: { "Content-Type": "application/json" },
  body: '{"message": "Internal server error"}',
};

const ofOneConnection = new Set([
  "connection",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
]);

/** Writes the answer, unless the client has hung up. */
export function write(response: Response, request: Request, answered: WireResponse): void {
  if (response.destroyed || response.writableEnded) {
    if (answered.stream instanceof Readable) answered.stream.destroy();
    return;
  }
  if (answered.status === 0) return void request.socket.destroy();
  // Names and values in turn, which Node writes as they are.
  const headers: (string | string[])[] = [];
  let saysConnection = false;
  for (const name in answered.headers) {
    const value = answered.headers[name] ?? "";
    if (isLengthOrCoding(name)) continue;
    if (request.httpVersionMajor === 2 && ofOneConnection.has(name.toLowerCase())) continue;
    headers.push(name, typeof value === "string" ? value : [...value]);
    saysConnection ||= name.length === "connection".length && name.toLowerCase() === "connection";
  }
  // AWS keeps connections open without Keep-Alive's seconds, which Node adds to a Connection of its own.
  if (!saysConnection && request.httpVersion === "1.1" && (response as ServerResponse).shouldKeepAlive)
    headers.push("Connection", "keep-alive");
  const bodiless = answered.status === 204 || answered.status === 304;
  const length = answered.length ?? (answered.stream === undefined ? Buffer.byteLength(answered.body) : undefined);
  if (!bodiless && length !== undefined) headers.push("Content-Length", String(length));
  try {
    // Both classes have these methods, though their declared types differ.
    const out = response as ServerResponse;
    out.writeHead(answered.status, request.httpVersionMajor === 2 ? byName(headers) : headers);
    if (answered.stream !== undefined && request.method !== "HEAD")
      return void writePieces(out, answered.stream, answered.readWithin);
    out.end(request.method === "HEAD" || bodiless ? undefined : answered.body);
  } catch {
    // An invalid header or status.
    if (answered === failed || response.headersSent) request.socket.destroy();
    else write(response, request, failed);
  }
}

/** Node's HTTP/2 takes no list. */
function byName(headers: readonly (string | string[])[]): Record<string, string | string[]> {
  const named = Object.create(null) as Record<string, string | string[]>;
  for (let at = 0; at < headers.length; at += 2) named[String(headers[at])] = headers[at + 1] ?? "";
  return named;
}

/** Is it Content-Length or Transfer-Encoding, which are written for the body that goes out? */
function isLengthOrCoding(name: string): boolean {
  if (name.length !== "content-length".length && name.length !== "transfer-encoding".length) return false;
  const lower = name.toLowerCase();
  return lower === "content-length" || lower === "transfer-encoding";
}

/** Resolves when more can be written, or never will be. */
function drained(out: ServerResponse, within: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    let waits = true;
    const go = (): void => {
      waits = false;
      out.off("drain", go).off("close", go);
      resolve();
    };
    out.on("drain", go).on("close", go);
    if (within !== undefined) systemClock.after(within, () => waits && out.destroy());
  });
}

async function writePieces(out: ServerResponse, pieces: AsyncIterable<Buffer>, within?: number): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (out.destroyed) return;
      if (!out.write(piece)) await drained(out, within);
    }
    out.end();
  } catch {
    out.destroy();
  }
}
