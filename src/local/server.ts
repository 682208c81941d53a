import { createServer as createHttp1 } from "node:http";
import type { Server as Http1Server, ServerResponse } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import type { Http2Server, ServerHttp2Session } from "node:http2";
import { createServer as createTcp } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { systemClock } from "./clock.ts";
import { exchange, refuseExpected } from "./exchange.ts";
import type { Answerer } from "./exchange.ts";

/** A listening server. */
export interface LocalServer {
  readonly port: number;
  /** Stops listening, drops idle connections at once, and waits for the requests under way. */
  close(): Promise<void>;
}

// Clients keep connections in pools; closing an idle one early makes their next request fail.
const keepAliveMs = 65_000;
const closingGraceMs = 2_000;
const http2Preface = "PRI ";

/** Serves HTTP/1.1 and HTTP/2 with prior knowledge on one port (0: any free one); every request becomes one call of `answer`. */
export async function listen(answer: Answerer, port: number, host: string): Promise<LocalServer> {
  const busy = new Map<Socket, ServerResponse>();
  const http1 = http1Server(answer, busy);
  const sessions = new Set<ServerHttp2Session>();
  const http2 = http2Server(answer, sessions);
  const sockets = new Map<Socket, "HTTP/1.1" | "HTTP/2" | "unknown">();

  const tcp = createTcp({ noDelay: true }, (socket) => {
    sockets.set(socket, "unknown");
    socket.on("close", () => sockets.delete(socket));
    // A reset connection is the client's business; without a listener it would end the process.
    socket.on("error", () => socket.destroy());
    sniff(socket, (protocol) => {
      sockets.set(socket, protocol);
      (protocol === "HTTP/2" ? http2 : http1).emit("connection", socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    tcp.once("error", reject);
    tcp.listen({ port, host }, () => {
      tcp.off("error", reject);
      resolve();
    });
  });

  return {
    port: (tcp.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
      for (const session of sessions) session.close();
      for (const response of busy.values()) response.shouldKeepAlive = false;
      for (const [socket, protocol] of sockets) if (protocol !== "HTTP/2" && !busy.has(socket)) socket.destroy();
      systemClock.after(closingGraceMs, () => sockets.forEach((_, socket) => socket.destroy()));
      await closed;
    },
  };
}

function http1Server(answer: Answerer, busy: Map<Socket, ServerResponse>): Http1Server {
  const server = createHttp1({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    busy.set(request.socket, response);
    response.once("close", () => busy.delete(request.socket));
    exchange(answer, request, response);
  });
  server.on("checkContinue", (request, response) => {
    if (refuseExpected(request, response)) return;
    response.writeContinue();
    server.emit("request", request, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
    const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return server;
}

function http2Server(answer: Answerer, sessions: Set<ServerHttp2Session>): Http2Server {
  const server = createHttp2((request, response) => exchange(answer, request, response));
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  server.on("sessionError", () => undefined);
  return server;
}

/** Reads just enough to tell the protocol, puts it back, and hands over. */
function sniff(socket: Socket, handOver: (protocol: "HTTP/1.1" | "HTTP/2") => void): void {
  socket.once("readable", () => {
    const first = socket.read() as Buffer | null;
    if (first === null) return;
    socket.unshift(first);
    const start = first.toString("latin1", 0, http2Preface.length);
    if (start.length < http2Preface.length && http2Preface.startsWith(start)) return sniff(socket, handOver);
    handOver(start === http2Preface ? "HTTP/2" : "HTTP/1.1");
  });
}
