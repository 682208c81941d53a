import { createServer as createHttp1 } from "node:http";
import type { Server as Http1Server, ServerResponse } from "node:http";
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
  const latest = new WeakMap<Socket, ServerResponse>();
  const http1 = http1Server(answer, latest);
  const sessions = new Set<ServerHttp2Session>();
  let http2: Promise<Http2Server> | undefined;
  const sockets = new Map<Socket, "HTTP/1.1" | "HTTP/2" | "unknown">();

  const tcp = createTcp({ noDelay: true }, (socket) => {
    sockets.set(socket, "unknown");
    socket.on("close", () => sockets.delete(socket));
    // A reset connection is the client's business; without a listener it would end the process.
    socket.on("error", () => socket.destroy());
    sniff(socket, (protocol) => {
      sockets.set(socket, protocol);
      if (protocol === "HTTP/1.1") return void http1.emit("connection", socket);
      http2 ??= http2Server(answer, sessions);
      void http2.then((server) => server.emit("connection", socket));
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
      for (const [socket, protocol] of sockets) {
        const response = latest.get(socket);
        if (response !== undefined && !response.writableFinished) response.shouldKeepAlive = false;
        else if (protocol !== "HTTP/2") socket.destroy();
      }
      systemClock.after(closingGraceMs, () => sockets.forEach((_, socket) => socket.destroy()));
      await closed;
    },
  };
}

/** `latest` is told the response to the latest request of each connection. */
function http1Server(answer: Answerer, latest: WeakMap<Socket, ServerResponse>): Http1Server {
  const server = createHttp1({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    latest.set(request.socket, response);
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

/** Loaded for the first client that speaks it: few do, and it takes as long to load as dozens of files of ours. */
async function http2Server(answer: Answerer, sessions: Set<ServerHttp2Session>): Promise<Http2Server> {
  const { createServer } = await import("node:http2");
  const server = createServer((request, response) => exchange(answer, request, response));
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
