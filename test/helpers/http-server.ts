import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a server was asked. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server on the loopback that gives these replies, the last one for ever, or the reply for each request; closed when the test ends. */
export async function httpServer(...replies: readonly Reply[] | [(asked: Asked) => Reply | Promise<Reply>]) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const next = replies[Math.min(asked.length, replies.length - 1)] ?? { status: 500 };
      const { method = "", url = "" } = request;
      const one = { method, url, headers: request.headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      const { status, headers, body } = typeof next === "function" ? await next(one) : next;
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** An address on the loopback where nothing listens. */
export async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** A server on the loopback that takes requests and never answers; closed when the test ends. */
export function silentUrl(): Promise<string> {
  return urlOf(createServer(() => undefined));
}

/** A server on the loopback whose answer begins and never ends; closed when the test ends. */
export function slowUrl(): Promise<string> {
  return urlOf(createServer((_, response) => void response.writeHead(200).write("[")));
}

async function urlOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
