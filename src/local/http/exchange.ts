import { isIP } from "node:net";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { batchTicks } from "./batch-ticks.ts";
import { byName } from "./by-name.ts";
import { isSignedForS3 } from "./signed-for-s3.ts";
import type { WireRequest, WireResponse } from "./wire.ts";
import { failed, write } from "./write.ts";

/** Answers one request. */
export type Answerer = (request: WireRequest) => Promise<WireResponse>;

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

// The largest valid request is PutRecords: 10 MiB of data as base64 in JSON.
const mostBytes = 16 * 1024 * 1024;
// A client that is still sending does not read the answer, so some more is read and dropped.
const mostWasted = 64 * 1024 * 1024;

const tooLarge: WireResponse = {
  status: 413,
  headers: { "Content-Type": "text; charset=utf-8", Connection: "close" },
  body: "HTTP content length exceeded 10485760 bytes.",
};

/** Reads the body, calls `answer` and writes the result. Does not call it when the client hangs up first. */
export function exchange(answer: Answerer, request: Request, response: Response): void {
  if (isUpload(request)) return void exchangeUpload(answer, request, response);
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("error", ignore);
  response.on("error", ignore);
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= mostBytes) return void chunks.push(chunk);
    chunks.length = 0;
    if (size > mostWasted && !response.headersSent) write(response, request, tooLarge);
  });
  request.on("end", () => {
    // Over HTTP/2 a body that was cut off ends as well.
    if (response.headersSent || request.aborted) return;
    if (size > mostBytes) return write(response, request, tooLarge);
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
    batchTicks(() => {
      answer(wireRequest(request, body)).then(
        (answered) => write(response, request, answered),
        () => write(response, request, failed),
      );
    });
  });
}

function ignore(): void {}

/** An object for S3 is as large as it likes: it is handed on as it arrives. */
export function isUpload({ method, headers, url }: Request): boolean {
  return method === "PUT" && isSignedForS3(headers.authorization, url ?? "");
}

async function exchangeUpload(answer: Answerer, request: Request, response: Response): Promise<void> {
  request.on("error", ignore);
  response.on("error", ignore);
  // A client that waits for a go-ahead gets it when its body is read: one that is refused before need not send it.
  let waits = request.headers.expect?.toLowerCase() === "100-continue";
  async function* stream(): AsyncGenerator<Buffer> {
    if (waits) response.writeContinue();
    waits = false;
    // The end of the loop that reads the body must not end the connection: the answer goes there.
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  }
  const answered = await answer({ ...wireRequest(request, Buffer.alloc(0)), stream: stream() }).catch(() => failed);
  const headers = waits ? { ...answered.headers, Connection: "close" } : answered.headers;
  // A client that is refused while it is sending reads no answer before it is done.
  if (!waits) await allRead(request);
  write(response, request, { ...answered, headers });
}

/** Reads and drops what is left of the body. */
function allRead(request: Request): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    request
      .once("end", () => resolve())
      .once("close", () => resolve())
      .resume();
  });
}

/** Refuses a request whose announced body is too large, before the client sends it (`Expect: 100-continue`). */
export function refuseExpected(request: IncomingMessage, response: ServerResponse): boolean {
  if (Number(request.headers["content-length"] ?? 0) <= mostBytes || isUpload(request)) return false;
  write(response, request, tooLarge);
  return true;
}

function wireRequest(request: Request, body: Buffer): WireRequest {
  const asked = request.url ?? "/";
  const [absolute, authority] = asked.startsWith("/") ? [] : (/^https?:\/\/([^/?]*)/i.exec(asked) ?? []);
  const url = absolute === undefined ? asked : asked.slice(absolute.length);
  const question = url.indexOf("?");
  const sent = request.httpVersionMajor === 2 ? plainHeaders(request.rawHeaders) : request.rawHeaders;
  const peer = dotted(request.socket.remoteAddress ?? "127.0.0.1");
  const { rawHeaders, sourceIp } = simulated(sent, peer);
  return {
    method: request.method ?? "GET",
    path: (question < 0 ? url : url.slice(0, question)) || "/",
    query: question < 0 ? "" : url.slice(question + 1),
    // The host in an absolute URL counts before the header (RFC 9112, 3.2.2).
    headers: authority === undefined ? byName(rawHeaders) : Object.assign(byName(rawHeaders), { host: authority }),
    rawHeaders,
    body,
    sourceIp,
    clientPort: request.socket.remotePort,
    serverPort: request.socket.localPort,
    protocol: request.httpVersionMajor === 2 ? "HTTP/2" : `HTTP/${request.httpVersion}`,
  };
}

/** A caller on this machine may say which address it calls from: so policies can be tried from both sides. */
const SOURCE_HEADER = "x-local-source-ip";

function simulated(headers: readonly string[], peer: string) {
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === SOURCE_HEADER);
  const address = at < 0 ? "" : (headers[at + 1] ?? "");
  if (isIP(address) === 0 || !(peer === "::1" || peer.startsWith("127.")))
    return { rawHeaders: headers, sourceIp: peer };
  return { rawHeaders: [...headers.slice(0, at), ...headers.slice(at + 2)], sourceIp: address };
}

function dotted(address: string): string {
  return address.startsWith("::") ? address.replace(/^::ffff:(?=\d+\.)/i, "") : address;
}

/** HTTP/2 has the host in a pseudo header. */
function plainHeaders(raw: readonly string[]): readonly string[] {
  const plain: string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? "";
    if (name === ":authority") plain.push("host", raw[at + 1] ?? "");
    else if (!name.startsWith(":")) plain.push(name, raw[at + 1] ?? "");
  }
  return plain;
}
