import { createServer } from "node:http";
import type { Server as Http1Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { systemClock } from "../account/clock.ts";
import { exchange, isUpload, refuseExpected } from "./exchange.ts";
import type { Answerer } from "./exchange.ts";
import type { Http2Server } from "./http2-server.ts";
import { usualTimeouts } from "./timeouts.ts";
import type { Timeouts } from "./timeouts.ts";
import { detectProtocol } from "./detect-protocol.ts";

/** A listening server. */
export interface LocalServer {
  /** Where it listens. */
  readonly address: string;
  readonly port: number;
  /** Stops listening, drops idle connections at once, and waits for the requests under way. */
  close(): Promise<void>;
}

const closingGraceMs = 2_000;

/** Serves HTTP/1.1 and HTTP/2 with prior knowledge on one port (0: any free one); every request becomes one call of `answer`. */
export async function listen(
  answer: Answerer,
  port: number,
  host: string,
  timeouts: Timeouts = usualTimeouts,
): Promise<LocalServer> {
  const latest = new WeakMap<Socket, ServerResponse>();
  const server = http1Server(answer, latest, timeouts);
  const sockets = new Map<Socket, "HTTP/1.1" | "HTTP/2" | "unknown">();
  // Loaded for the first client that speaks HTTP/2: few do, and it loads slowly.
  let http2: Promise<Http2Server> | undefined;

  // Node's HTTP/1.1 server listens and looks after its connections; a new one is handed over once its protocol is known.
  const [serve] = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    sockets.set(socket, "unknown");
    socket.on("close", () => sockets.delete(socket));
    // Without a listener a reset connection would end the process.
    socket.on("error", () => socket.destroy());
    systemClock.after(timeouts.firstBytes, () => sockets.get(socket) === "unknown" && socket.destroy());
    detectProtocol(socket, (protocol) => {
      sockets.set(socket, protocol);
      if (protocol === "HTTP/1.1") return void serve?.call(server, socket);
      http2 ??= import("./http2-server.ts").then(({ http2Server }) => http2Server(answer, timeouts));
      void http2.then((door) => door.take(socket));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });

  const { address, port: chosen } = server.address() as AddressInfo;
  return {
    address,
    port: chosen,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      void http2?.then((door) => door.close());
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

/** `latest` holds the response to the latest request of each connection. */
function http1Server(answer: Answerer, latest: WeakMap<Socket, ServerResponse>, timeouts: Timeouts): Http1Server {
  const server = createServer(
    {
      keepAliveTimeout: timeouts.idle,
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      connectionsCheckingInterval: timeouts.lookEvery,
    },
    (request, response) => {
      latest.set(request.socket, response);
      exchange(answer, request, response);
    },
  );
  server.on("checkContinue", (request, response) => {
    if (refuseExpected(request, response)) return;
    if (!isUpload(request)) response.writeContinue();
    server.emit("request", request, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const response = latest.get(socket as Socket);
    const answering = response?.headersSent === true && !response.writableFinished;
    if (!socket.writable || error.code === "ECONNRESET" || answering) return void socket.destroy();
    const status = refusals[error.code ?? ""] ?? "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return server;
}

const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};
