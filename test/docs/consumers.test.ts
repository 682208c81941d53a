import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-kinesis";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { deskAt } from "../journeys/cli.ts";
import { runHere } from "../journeys/in-process.ts";
import { world, type Clients } from "../journeys/world.ts";

interface Decoded {
  readonly body: unknown;
  readonly [about: string]: unknown;
}
interface LambdaRecord {
  readonly kinesis: { readonly sequenceNumber: string; readonly data: string };
}
type Work = (decoded: Decoded, kinesis: LambdaRecord["kinesis"]) => unknown;
type Handler = (event: {
  readonly Records: readonly LambdaRecord[];
}) => Promise<{ readonly batchItemFailures: unknown }>;
interface Page {
  handlerOf(work: Work, options?: { readonly envelope: boolean }): Handler;
  readonly handler: Handler;
}

let page: Page;

beforeAll(async () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/consumers.md"), "utf8");
  const [, code = ""] = /```js\n([^]*?)```/.exec(text) ?? [];
  page = (await import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`
  )) as Page;
});

/** What was sent, and what the handler makes of it. */
interface Case {
  readonly type: string;
  readonly sent: string | Buffer;
  readonly body: unknown;
  readonly coding?: string;
}
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00]);
const cases: readonly Case[] = [
  { type: "application/json", sent: '{"a":[1,"서울 \\" 😀"]}', body: { a: [1, '서울 " 😀'] } },
  { type: "application/json", sent: "no JSON", body: "no JSON" },
  { type: "application/json", sent: "", body: {} },
  { type: "text/plain", sent: "it's\r\n\ttext", body: "it's\r\n\ttext" },
  { type: "application/x-www-form-urlencoded", sent: "a=1&b=%20", body: "a=1&b=%20" },
  { type: "image/png", sent: png, body: png },
  { type: "application/gzip", sent: gzipSync('{"packed":true}'), body: { packed: true } },
  { type: "application/json", coding: "gzip", sent: gzipSync('{"coded":true}'), body: { coded: true } },
];

/** All records of the one shard, as Lambda gives them to a function. */
async function event({ kinesis }: Clients): Promise<{ readonly Records: readonly LambdaRecord[] }> {
  const StreamName = "api-gateway-kinesis-proxy";
  const from = { StreamName, ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON" } as const;
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(from));
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return {
    Records: Records.map(({ SequenceNumber: sequenceNumber = "", Data = new Uint8Array() }) => ({
      kinesis: { sequenceNumber, data: Buffer.from(Data).toString("base64") },
    })),
  };
}

/** What the page's handler hands on of all that is in the stream. */
async function worked(clients: Clients, options?: { readonly envelope: boolean }): Promise<readonly Decoded[]> {
  const all: Decoded[] = [];
  const answer = await page.handlerOf((decoded) => all.push(decoded), options)(await event(clients));
  expect(answer).toEqual({ batchItemFailures: [] });
  return all;
}

/** An endpoint with these flags, and a way to send to it. */
async function endpoint(...flags: readonly string[]) {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const made = await runHere(desk, "up", "--local", "--no-probe", ...flags);
  expect(made).toMatchObject({ code: 0 });
  const url = made.stdout.trim();
  const send = async (path: string, sent: string | Buffer, type: string, coding?: string): Promise<void> => {
    const headers = { "content-type": type, "x-shop": "a'\"b", ...(coding && { "content-encoding": coding }) };
    const body = typeof sent === "string" ? sent : new Uint8Array(sent);
    const answer = await fetch(`${url}${path}`, { method: "POST", headers, body });
    expect({ sent, status: answer.status, text: await answer.text() }).toMatchObject({ status: 200 });
  };
  return { clients, url, send };
}

const types = ["json", "form", "text", "image/png", "application/gzip"];
const batch = ["--accept", ...types, "--batch-path", "/batch", "--get-events"];

describe.each([[[]], [["--newline"]]])("the handler of docs/consumers.md decodes what is stored with %j", (flags) => {
  test("bodies as they are, batches and GETs", async () => {
    const { clients, url, send } = await endpoint(...batch, ...flags);
    for (const { type, sent, coding } of cases) await send("", sent, type, coding);
    await send("/batch", '[{"b":1}, "two", 3, null]', "application/json");
    expect((await fetch(`${url}?q=a%20b`)).status).toBe(200);
    const end = flags.length > 0 ? "\n" : "";
    const whole = cases.map(({ body }) =>
      typeof body === "string"
        ? `${body}${end}`
        : Buffer.isBuffer(body)
          ? Buffer.concat([body, Buffer.from(end)])
          : body,
    );
    expect((await worked(clients)).map(({ body }) => body)).toEqual([...whole, { b: 1 }, "two", 3, null, { q: "a b" }]);
  });
});

test.each([
  ["ndjson", '{"n":1}\n"line two"\n', "application/x-ndjson", [{ n: 1 }, "line two"]],
  [
    "firehose",
    JSON.stringify({
      requestId: "1",
      timestamp: 1,
      records: [png, gzipSync("[1]"), Buffer.from("{}")].map((one) => ({ data: one.toString("base64") })),
    }),
    "application/json",
    [png, [1], {}],
  ],
])("the handler decodes batches of %s", async (form, sent, type, bodies) => {
  const { clients, send } = await endpoint(...batch, "--batch-from", form);
  await send("/batch", sent, type);
  expect((await worked(clients)).map(({ body }) => body)).toEqual(bodies);
});

test.each([
  ["parsed", []],
  ["text", ["--newline"]],
  ["base64", []],
])("the handler decodes envelopes with --envelope-body %s and all that they may hold", async (form, more) => {
  const flags = ["--envelope", "X-Shop", "--envelope-body", form, "--envelope-include"];
  const { clients, send, url } = await endpoint(...batch, ...flags, "method,path,query,headers,key", ...more);
  for (const { type, sent, coding } of cases) await send("?q=a%20b", sent, type, coding);
  await send("/batch?q=a%20b", '[{"b":1}, "two"]', "application/json");
  expect((await fetch(`${url}?q=a%20b`, { headers: { "x-shop": "a'\"b" } })).status).toBe(200);
  const all = await worked(clients, { envelope: true });
  expect(all.map(({ body }) => body)).toEqual([...cases.map(({ body }) => body), { b: 1 }, "two", { q: "a b" }]);
  for (const about of all)
    expect(about).toMatchObject({
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      sourceIp: "127.0.0.1",
      requestId: expect.any(String),
      method: expect.stringMatching(/^(POST|GET)$/),
      path: expect.stringMatching(/^\/production/),
      query: { q: "a b" },
      partitionKey: expect.any(String),
      headers: { "X-Shop": "a'\"b", host: expect.any(String) },
    });
});

test("a record that fails is named, and nothing behind it is worked on", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const Records = ["1", "2", "3"].map((data) => ({
    kinesis: { sequenceNumber: `4${data}`, data: Buffer.from(data).toString("base64") },
  }));
  const done: unknown[] = [];
  const handler = page.handlerOf(({ body }) => {
    if (body === 2) throw new Error("no");
    done.push(body);
  });
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "42" }] });
  expect(done).toEqual([1]);
  expect(await page.handlerOf(() => undefined, { envelope: true })({ Records: [] })).toEqual({ batchItemFailures: [] });
});

test("gzip that is damaged is handed on as it is", async () => {
  const cut = gzipSync("{}").subarray(0, 12);
  const Records = [{ kinesis: { sequenceNumber: "1", data: cut.toString("base64") } }];
  const work = vi.fn();
  await page.handlerOf(({ body }) => work(body))({ Records });
  expect(work).toHaveBeenCalledWith(cut);
});

test("the handler that is deployed logs each body", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  const Records = [{ kinesis: { sequenceNumber: "1", data: Buffer.from('{"a":1}').toString("base64") } }];
  expect(await page.handler({ Records })).toEqual({ batchItemFailures: [] });
  expect(log).toHaveBeenCalledWith({ a: 1 });
});
