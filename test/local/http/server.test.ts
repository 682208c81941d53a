import { once } from "node:events";
import { Agent, request as http1 } from "node:http";
import { connect as http2 } from "node:http2";
import type { ClientHttp2Stream } from "node:http2";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listen } from "../../../src/local/http/server.ts";
import type { LocalServer } from "../../../src/local/http/server.ts";
import type { WireRequest, WireResponse } from "../../../src/local/http/wire.ts";

const mebibyte = 1024 * 1024;

let server: LocalServer;
let seen: WireRequest[];
let answer: (request: WireRequest) => Promise<WireResponse>;

const echo = async ({ body }: WireRequest): Promise<WireResponse> => ({
  status: 200,
  headers: { "X-Kind": "echo" },
  body,
});

beforeEach(async () => {
  seen = [];
  answer = echo;
  server = await listen((request) => (seen.push(request), answer(request)), 0, "127.0.0.1");
});
afterEach(() => server.close());

async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}, agent = new Agent()) {
  const sent = http1({ port: server.port, host: "127.0.0.1", method: "POST", path, headers, agent });
  sent.end(body);
  const [response] = await once(sent, "response");
  return { status: response.statusCode as number, headers: response.headers, body: await text(response) };
}

async function overHttp2(path: string, body: string, headers: Record<string, string> = {}) {
  const session = http2(`http://127.0.0.1:${server.port}`);
  const stream = session.request({ ":method": "POST", ":path": path, ...headers });
  stream.end(body);
  const [answered] = await once(stream, "response");
  const received = await text(stream);
  session.close();
  return { status: answered[":status"] as number, headers: answered, body: received };
}

async function raw(...parts: readonly string[]): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  for (const part of parts) await new Promise((written) => socket.write(part, written));
  return text(socket);
}

function gate(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe("a request over HTTP/1.1", () => {
  it("arrives with all that was sent, and its answer goes back", async () => {
    const answered = await post("/a%2Fb?x=%20y&x=2", "héllo 한글", { "X-Custom": "1" });
    expect(answered).toMatchObject({
      status: 200,
      body: "héllo 한글",
      headers: { "x-kind": "echo", "content-length": "13" },
    });
    expect(seen[0]).toMatchObject({
      method: "POST",
      path: "/a%2Fb",
      query: "x=%20y&x=2",
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    });
    expect(seen[0]?.headers["x-custom"]).toBe("1");
    expect(seen[0]?.rawHeaders).toContain("X-Custom");
  });

  it("has its repeated headers joined, whatever their names", async () => {
    await raw(
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: a\r\nContent-Type: b\r\nconstructor: c\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    );
    expect(seen[0]?.headers["content-type"]).toBe("a, b");
    expect(seen[0]?.headers["constructor"]).toBe("c");
    expect(seen[0]?.headers["tostring"]).toBeUndefined();
  });

  it("may come in chunks, byte by byte, and after others on the same connection", async () => {
    const request = "POST /1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    const last = "GET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    const answered = await raw(..."POS", request.slice(3), last);
    expect(answered).toContain("abcde");
    expect(seen.map(({ path, body }) => [path, body.toString()])).toEqual([
      ["/1", "abcde"],
      ["/2", ""],
    ]);
  });

  it("is told to continue when it asks", async () => {
    const head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n";
    const answered = await raw(head, "ok");
    expect(answered).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/);
  });

  it("may be a HEAD, which gets the length of a body that is not sent", async () => {
    answer = async () => ({ status: 200, headers: {}, body: "twelve bytes" });
    const answered = await raw("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    expect(answered).toMatch(/Content-Length: 12\r\n(?:.+\r\n)*\r\n$/);
  });

  it("keeps its connection as on AWS, without a number of seconds", async () => {
    answer = async () => ({ status: 200, headers: {}, body: "" });
    const last = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    const [kept = "", closed = ""] = (await raw("GET / HTTP/1.1\r\nHost: h\r\n\r\n", last)).split(/(?<=\r\n\r\n)/);
    expect(kept).toMatch(/\r\nConnection: keep-alive\r\n/);
    expect(kept).not.toMatch(/keep-alive:/i);
    expect(closed).toMatch(/\r\nConnection: close\r\n/);
    const old = await raw("GET / HTTP/1.0\r\n\r\n");
    expect(old).toMatch(/\r\nConnection: close\r\n/);
    answer = async () => ({ status: 200, headers: { connection: "close" }, body: "" });
    expect((await raw("GET / HTTP/1.1\r\nHost: h\r\n\r\n")).match(/\r\nconnection: .*/gi)).toEqual([
      "\r\nconnection: close",
    ]);
  });

  it("is answered though one that came with it fails, and another is not answered yet", async () => {
    const { promise, resolve } = gate();
    answer = async (request) => {
      if (request.path === "/wait") await promise;
      if (request.path === "/fail") throw new Error("a fault of ours");
      return echo(request);
    };
    const waiting = post("/wait", "later");
    const head = (path: string) => `POST ${path} HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n`;
    const both = await raw(`${head("/fail")}\r\nno${head("/fine")}Connection: close\r\n\r\nok`);
    expect(both).toMatch(/^HTTP\/1.1 500 [^]*HTTP\/1.1 200 OK\r\n[^]*\r\n\r\nok$/);
    resolve();
    expect(await waiting).toMatchObject({ status: 200, body: "later" });
  });

  it("may have an answer without a body", async () => {
    answer = async () => ({ status: 204, headers: {}, body: "" });
    expect(await post("/", "")).toMatchObject({ status: 204, body: "" });
  });
});

describe("a request over HTTP/2", () => {
  it("arrives like any other", async () => {
    answer = async ({ body }) => ({ status: 201, headers: { Connection: "close", "X-Two": ["a", "b"] }, body });
    const answered = await overHttp2("/p?q=1", "body", { "x-custom": "1" });
    expect(answered).toMatchObject({ status: 201, body: "body", headers: { "x-two": "a, b" } });
    expect(seen[0]).toMatchObject({
      method: "POST",
      path: "/p",
      query: "q=1",
      sourceIp: "127.0.0.1",
      protocol: "HTTP/2",
    });
    expect(seen[0]?.headers["host"]).toBe(`127.0.0.1:${server.port}`);
    expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith(":"))).toEqual([]);
  });

  it("shares the port with HTTP/1.1 at the same time", async () => {
    const calls = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? overHttp2("/", `${i}`) : post("/", `${i}`)));
    const answered = await Promise.all(calls);
    expect(answered.map(({ body }) => Number(body))).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(new Set(seen.map(({ protocol }) => protocol))).toEqual(new Set(["HTTP/1.1", "HTTP/2"]));
  });

  it("is recognised when its first bytes come one by one", async () => {
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    for (const byte of preface) await new Promise((written) => socket.write(byte, written));
    socket.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
    const [first] = (await once(socket, "data")) as [Buffer];
    expect(first[3]).toBe(4); // a SETTINGS frame
    socket.destroy();
  });
});

describe("a large body", () => {
  it("of 14 MB arrives whole", async () => {
    const body = Buffer.alloc(14 * mebibyte, "a");
    answer = async (request) => ({ status: 200, headers: {}, body: String(request.body.equals(body)) });
    expect((await post("/", body)).body).toBe("true");
  });

  it("above the limit is refused, and the connection stays in order", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const refused = await post("/", Buffer.alloc(17 * mebibyte), {}, agent);
    expect(refused).toMatchObject({ status: 413, body: "HTTP content length exceeded 10485760 bytes." });
    expect((await post("/", "small", {}, agent)).body).toBe("small");
    expect(seen).toHaveLength(1);
    agent.destroy();
  });

  it("is refused before it is sent when the client asks first", async () => {
    const head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n";
    expect(await raw(head)).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe("an object for S3", () => {
  const signed = "Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/s3/aws4_request, Signature=0";
  const head = (length: number) => `PUT /b/k HTTP/1.1\r\nHost: h\r\n${signed}\r\nContent-Length: ${length}\r\n`;

  it("is handed on as it arrives, however large it is", async () => {
    answer = async ({ stream }) => {
      let size = 0;
      for await (const piece of stream!) size += piece.length;
      return { status: 200, headers: {}, body: String(size) };
    };
    const size = 20 * mebibyte;
    const answered = await raw(`${head(size)}Connection: close\r\n\r\n`, "x".repeat(size));
    expect(answered).toMatch(/^HTTP\/1.1 200 [^]*\r\n\r\n20971520$/);
  });

  it("may be refused, which its sender reads when all is sent", async () => {
    answer = async () => ({ status: 404, headers: {}, body: "no" });
    const size = 20 * mebibyte;
    const answered = await raw(`${head(size)}Connection: close\r\n\r\n`, "x".repeat(size));
    expect(answered).toMatch(/^HTTP\/1.1 404 [^]*\r\n\r\nno$/);
  });

  it("may be refused in the middle of it", async () => {
    answer = async ({ stream }) => {
      for await (const piece of stream!) if (piece.length > 0) break;
      return { status: 400, headers: {}, body: "no" };
    };
    const size = 20 * mebibyte;
    const answered = await raw(`${head(size)}Connection: close\r\n\r\n`, "x".repeat(size));
    expect(answered).toMatch(/^HTTP\/1.1 400 [^]*\r\n\r\nno$/);
  });

  it("need not be sent at all by one who asks first, unless it is read", async () => {
    answer = async () => ({ status: 404, headers: {}, body: "no" });
    expect(await raw(`${head(99_999_999)}Expect: 100-continue\r\n\r\n`)).toMatch(/^HTTP\/1.1 404 /);
    answer = async ({ stream }) => {
      for await (const piece of stream!) return { status: 200, headers: {}, body: piece };
      return { status: 400, headers: {}, body: "" };
    };
    const answered = await raw(`${head(2)}Connection: close\r\nExpect: 100-continue\r\n\r\n`, "ok");
    expect(answered).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n[^]*ok$/);
  });
});

describe("trouble", () => {
  it("of a request that is no HTTP is answered with 400", async () => {
    expect(await raw("nonsense\r\n\r\n")).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(await raw("PRI * HTTP/3.0\r\n\r\nrubbish and more of it\r\n\r\n")).not.toMatch(/200/);
    expect(await raw("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
    expect((await post("/", "still here")).body).toBe("still here");
  });

  it("of headers without end is answered with 431", async () => {
    expect(await raw(`GET / HTTP/1.1\r\nHost: h\r\nX: ${"x".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  });

  it("of a client that hangs up in the middle of its body ends with nothing called", async () => {
    const socket = connect(server.port, "127.0.0.1");
    await new Promise((written) =>
      socket.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf", written),
    );
    socket.resetAndDestroy();
    expect((await post("/", "still here")).body).toBe("still here");
    expect(seen).toHaveLength(1);
  });

  it.each([
    ["cancels its request", (stream: ClientHttp2Stream) => stream.close(8)],
    ["hangs up", (stream: ClientHttp2Stream) => stream.session?.destroy()],
  ])("of a client over HTTP/2 that %s in the middle of its body ends with nothing called", async (_, leave) => {
    const session = http2(`http://127.0.0.1:${server.port}`);
    const stream = session.request({ ":method": "POST", ":path": "/half", "content-length": "100" });
    stream.on("error", () => undefined);
    await new Promise((written) => stream.write("half", written));
    await new Promise((arrived) => session.ping(arrived));
    leave(stream);
    session.destroy();
    await once(session, "close");
    expect((await overHttp2("/", "still here")).body).toBe("still here");
    expect(seen).toHaveLength(1);
  });

  it("of a client that hangs up before its answer harms nobody else", async () => {
    const gone = gate();
    const socket: Socket = connect(server.port, "127.0.0.1");
    answer = async (request) => {
      if (request.path === "/gone") {
        socket.destroy();
        await gone.promise;
      }
      return echo(request);
    };
    socket.write("GET /gone HTTP/1.1\r\nHost: h\r\n\r\n");
    await once(socket, "close");
    gone.resolve();
    expect((await post("/", "still here")).body).toBe("still here");
  });

  it("in the service, or in a header it made, is answered with 500", async () => {
    answer = () => Promise.reject(new Error("boom"));
    expect((await post("/", "")).status).toBe(500);
    answer = async () => ({ status: 200, headers: { "X-Bad": "line\r\nend" }, body: "" });
    expect((await post("/", "")).status).toBe(500);
    answer = async () => ({ status: 99999, headers: {}, body: "" });
    expect((await overHttp2("/", "")).status).toBe(500);
  });
});

describe("a client that sends half and waits", () => {
  const never = 3_600_000;
  const patient = { firstBytes: never, headers: never, request: never, idle: never, lookEvery: 1 };
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  const preface = Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), settings]);

  async function impatient(timeouts: Partial<typeof patient>): Promise<void> {
    await server.close();
    server = await listen((request) => (seen.push(request), answer(request)), 0, "127.0.0.1", {
      ...patient,
      ...timeouts,
    });
  }

  it.each(["", "P", "PR", "PRI", "PRI *", "G", "GET", "\r"])("keeps nobody else waiting: %j", async (start) => {
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    await new Promise((written) => socket.write(start, written));
    expect((await post("/", "x")).body).toBe("x");
    expect((await overHttp2("/", "x")).body).toBe("x");
    socket.destroy();
  });

  it.each(["", "P", "PRI"])("loses its connection when its protocol stays unknown: %j", async (start) => {
    await impatient({ firstBytes: 1 });
    const socket = connect(server.port, "127.0.0.1");
    let answered = "";
    // Where the byte comes after the end, the connection is reset.
    socket.on("data", (chunk) => (answered += String(chunk))).on("error", () => undefined);
    socket.write(start);
    await new Promise((closed) => socket.once("close", closed));
    expect(answered).toBe("");
  });

  it.each(["P", "PRI"])("may end there: %j", async (start) => {
    const socket = connect(server.port, "127.0.0.1");
    socket.end(start);
    await once(socket.resume(), "close");
    expect((await post("/", "x")).body).toBe("x");
  });

  it.each([
    ["headers", "POST / HTTP/1.1\r\nHost: h\r\nX-"],
    ["headers", "GE"],
    ["request", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf"],
    ["request", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha"],
    ["request", "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n"],
  ])("is told that its %s took too long: %j", async (part, start) => {
    await impatient(part === "headers" ? { headers: 1 } : { headers: 1, request: 1 });
    expect(await raw(start)).toMatch(/HTTP\/1.1 408 Request Timeout\r\n[^]*\r\n\r\n$/);
    expect(seen).toEqual([]);
  });

  it("loses the stream of a half-sent request over HTTP/2, and nobody else's", async () => {
    await impatient({ headers: 1, request: 1 });
    const session = http2(`http://127.0.0.1:${server.port}`);
    const half = session.request({ ":method": "POST", ":path": "/half" });
    half.on("error", () => undefined);
    half.write("half");
    await once(half, "close");
    expect(half.rstCode).not.toBe(0);
    const whole = session.request({ ":method": "POST", ":path": "/whole" });
    expect(await text(whole.end("whole"))).toBe("whole");
    expect(seen.map(({ path }) => path)).toEqual(["/whole"]);
    session.destroy();
  });

  it.each([
    ["no request", preface],
    ["the preface alone", preface.subarray(0, 10)],
    ["half a request's headers", Buffer.concat([preface, Buffer.from([0, 0, 1, 1, 0, 0, 0, 0, 1, 0x82])])],
  ])("loses a connection over HTTP/2 with %s", async (_, bytes) => {
    await impatient({ idle: 1 });
    const socket = connect(server.port, "127.0.0.1");
    socket.write(bytes);
    await once(socket.resume(), "close");
  });

  it("keeps the connection over HTTP/2 on which an answer is awaited", async () => {
    await impatient({ idle: 1, headers: 1, request: 1 });
    const { promise, resolve } = gate();
    answer = async (request) => {
      await promise;
      return echo(request);
    };
    const waiting = overHttp2("/", "later");
    const other = connect(server.port, "127.0.0.1");
    other.write(preface);
    await once(other.resume(), "close"); // by then the server has looked
    resolve();
    expect((await waiting).body).toBe("later");
  });
});

describe("closing", () => {
  it("drops idle connections of both kinds", async () => {
    const agent = new Agent({ keepAlive: true });
    await post("/", "x", {}, agent);
    const session = http2(`http://127.0.0.1:${server.port}`);
    await once(session, "connect");
    const silent = connect(server.port, "127.0.0.1");
    await once(silent, "connect");
    const ended = Promise.all([once(session, "close"), once(silent.resume(), "close")]);
    await server.close();
    await ended;
    agent.destroy();
  });

  it("lets a request under way have its answer", async () => {
    const started = gate();
    const release = gate();
    answer = async (request) => {
      started.resolve();
      await release.promise;
      return echo(request);
    };
    const agent = new Agent({ keepAlive: true });
    const answered = post("/", "last words", {}, agent);
    await started.promise;
    const closed = server.close();
    release.resolve();
    expect(await answered).toMatchObject({ body: "last words", headers: { connection: "close" } });
    await closed;
  });

  it("frees the port", async () => {
    const { port } = server;
    await server.close();
    server = await listen(echo, port, "127.0.0.1");
    expect((await post("/", "again")).body).toBe("again");
  });
});

it("tells an IPv4 caller by a dotted address on a dual-stack socket", async () => {
  await server.close();
  server = await listen((request) => (seen.push(request), echo(request)), 0, "::");
  await post("/", "");
  expect(seen[0]?.sourceIp).toBe("127.0.0.1");
});

it("fails to start on a port that is taken", async () => {
  await expect(listen(echo, server.port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
});
