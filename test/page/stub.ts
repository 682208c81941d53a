import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Kept, LiveEvent, RequestRow } from "../../src/local/page/api.ts";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const kinds: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
const page = join(import.meta.dirname, "../../dist/page");

/** Answers of the page's API, by method and path; bytes as they are, all else as JSON. */
export type Answers = Record<string, unknown>;

export const kept: Kept = { from: 1, bodiesFrom: 1, bytes: 4_096, mostBytes: 16_000_000, mostRequests: 1000 };

/** The page's files with answers that are given, for what is hard to bring about. */
export async function stub(rows: readonly RequestRow[], given: Answers) {
  const answers = { ...given };
  let token = "token";
  const listeners = new Set<ServerResponse>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const say = (type: string, body: string | Uint8Array, status = 200) =>
      response
        .writeHead(status, {
          "content-type": type,
          "content-security-policy": policy,
          "x-content-type-options": "nosniff",
        })
        .end(body);
    const file = path === "/_local/" ? "index.html" : /^\/_local\/(assets\/[\w.-]+)$/.exec(path)?.[1];
    if (file !== undefined)
      return void readFile(join(page, file)).then((bytes) =>
        say(
          kinds[file.split(".").at(-1) ?? ""] ?? "text/html",
          file === "index.html" ? bytes.toString().replaceAll("__TOKEN__", token) : bytes,
        ),
      );
    if (request.headers["x-local-token"] !== token)
      return void say("application/json", '{"message":"no token","code":"token"}', 401);
    const what = `${request.method} ${path.replace("/_local/api", "")}`;
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (what !== "GET /events" && (request.method !== "GET" || query !== ""))
        asked.push(`${what}${query === "" ? "" : `?${query}`} ${body}`.trim());
      if (what === "GET /events") {
        response.writeHead(200, { "content-type": "text/event-stream" });
        listeners.add(response);
        return send(response, {
          type: "hello",
          version: "0.1.0",
          url: "http://127.0.0.1:4566",
          accountId: "000000000000",
          kept,
        });
      }
      if (what === "GET /requests" && query === "") return void say("application/json", JSON.stringify({ rows, kept }));
      const found = answers[`${what}?${query}`] ?? answers[what];
      if (found === undefined)
        return void say("application/json", '{"message":"There is no such thing.","code":"not-found"}', 404);
      return void (found instanceof Uint8Array
        ? say("application/octet-stream", found)
        : say("application/json", JSON.stringify(found)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/_local/`,
    /** Calls that change or search something. */
    asked,
    /** From now on. */
    answer: (what: string, answer: unknown) => void (answers[what] = answer),
    /** As a local AWS that was started anew. */
    renewToken: () => {
      token = "another";
      for (const response of listeners) response.end();
      listeners.clear();
    },
    tell: (event: LiveEvent) => listeners.forEach((response) => send(response, event)),
  };
}

function send(response: ServerResponse, { type, ...rest }: LiveEvent): void {
  response.write(`event: ${type}\nid: 1\ndata: ${JSON.stringify(rest)}\n\n`);
}
