import { constants, createServer } from "node:http2";
import type { Http2ServerRequest, ServerHttp2Session } from "node:http2";
import type { Socket } from "node:net";
import { systemClock } from "../account/clock.ts";
import { exchange } from "./exchange.ts";
import type { Answerer } from "./exchange.ts";
import type { Timeouts } from "./timeouts.ts";

/** Serves HTTP/2 on connections that others accepted. */
export interface Http2Server {
  take(socket: Socket): void;
  /** Takes no more requests on any connection, and ends those that are idle. */
  close(): void;
}

/** Every request becomes one call of `answer`. */
export function http2Server(answer: Answerer, timeouts: Timeouts): Http2Server {
  const sessions = new Map<ServerHttp2Session, Requests>();
  const server = createServer((request, response) => {
    sessions.get(request.stream.session as ServerHttp2Session)?.add(request);
    exchange(answer, request, response);
  });
  server.on("session", (session) => {
    const requests = new Requests();
    sessions.set(session, requests);
    session.on("close", () => sessions.delete(session));
    lookAfter(session, requests, timeouts);
  });
  server.on("sessionError", () => undefined);
  return {
    take(socket) {
      socket.allowHalfOpen = false;
      server.emit("connection", socket);
    },
    close: () => sessions.forEach((_, session) => session.close()),
  };
}

/** Open requests of one connection. */
class Requests {
  readonly #since = new Map<Http2ServerRequest, number>();
  #quietSince = systemClock.now();

  add(request: Http2ServerRequest): void {
    this.#since.set(request, systemClock.now());
    request.stream.once("close", () => {
      this.#since.delete(request);
      this.#quietSince = systemClock.now();
    });
  }

  idleFor(): number {
    return this.#since.size > 0 ? 0 : systemClock.now() - this.#quietSince;
  }

  /** Requests whose body is not complete after `ms` milliseconds. */
  halfSent(ms: number): readonly Http2ServerRequest[] {
    const late = systemClock.now() - ms;
    return [...this.#since]
      .filter(([request, since]) => !request.complete && since <= late)
      .map(([request]) => request);
  }
}

/** Ends half-sent requests and idle connections, as Node's HTTP/1.1 server does by itself. */
function lookAfter(session: ServerHttp2Session, requests: Requests, timeouts: Timeouts): void {
  systemClock.after(timeouts.lookEvery, () => {
    if (session.destroyed) return;
    if (requests.idleFor() >= timeouts.idle) return void session.destroy();
    for (const request of requests.halfSent(timeouts.request)) request.stream.close(constants.NGHTTP2_CANCEL);
    lookAfter(session, requests, timeouts);
  });
}
