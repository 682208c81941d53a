import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Fault } from "../../src/local/fault.ts";
import { kinesisSettings } from "../../src/local/kinesis/index.ts";
import { hereAt } from "./in-process.ts";
import { recordsOf, world } from "./world.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** POSTs over kept connections; gives the status and the body. */
function send(url: string, body: Uint8Array, type = "application/json"): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": type, "content-length": body.byteLength };
    const call = request(url, { method: "POST", agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    call.on("error", reject);
    call.end(body);
  });
}

/** Ten thousand with `npm run test:long`. */
const bodies = process.env["KINESIS_PROXY_TEST_LONG"] === undefined ? 2_000 : 10_000;

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test(
  `${bodies} bodies of any kind arrive byte for byte, none lost and none doubled`,
  { timeout: 180_000 },
  async () => {
    const aws = await world();
    const desk = await hereAt(aws.local);
    const { url = "" } = await desk.json(
      "up",
      "--local",
      "--shards",
      "4",
      "--accept",
      "json",
      "application/octet-stream",
    );
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).map((one) => Buffer.from(one));
    const json = fc.json({ stringUnit: "binary" }).map((one) => Buffer.from(one));
    const hostile = fc
      .constantFrom("#set($x = 1)", "$util.base64Encode('a')", "\"'\\", "#end $!{x} ##")
      .map((one) => Buffer.from(one));
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    const plain = fc
      .sample(fc.oneof(text, json, hostile), bodies * 0.75)
      .map((body) => [body, "application/json"] as const);
    const binary = fc.sample(bytes, bodies * 0.25).map((body) => [body, "application/octet-stream"] as const);
    const all = [...plain, ...binary];
    let next = 0;
    const statuses = new Set<number>();
    const worker = async (): Promise<void> => {
      for (let one = all[next++]; one !== undefined; one = all[next++])
        statuses.add((await send(url, one[0], one[1])).status);
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    expect([...statuses]).toEqual([200]);
    const stored = (await recordsOf(aws.clients)).map(hash);
    expect(stored.sort()).toEqual(all.map(([body]) => hash(body)).sort());
  },
);

test("of two hundred POSTs to a stream that refuses some, exactly those that are stored are answered 2xx", async () => {
  const aws = await world();
  const desk = await hereAt(aws.local);
  const { url = "" } = await desk.json("up", "--local", "--batch-path", "/batch");
  let count = 0;
  aws.local.account.corner(kinesisSettings, "").refusal = (operation) => {
    if (!operation.startsWith("PutRecord")) return undefined;
    count += 1;
    if (count % 3 === 0) return new Fault("ProvisionedThroughputExceededException", "Rate exceeded for shard.");
    return count % 7 === 0 ? new Fault("InternalFailure", "The request processing has failed.", 500) : undefined;
  };
  const single = await Promise.all(Array.from({ length: 150 }, (_, n) => send(url, Buffer.from(`{"n":${n}}`))));
  const batches = await Promise.all(Array.from({ length: 50 }, () => send(`${url}/batch`, Buffer.from("[1,2,3]"))));
  const good = (answers: readonly { status: number }[]) => answers.filter(({ status }) => status < 300).length;
  expect(good(single)).toBeGreaterThan(0);
  expect(good(single)).toBeLessThan(150);
  expect(await recordsOf(aws.clients)).toHaveLength(good(single) + 3 * good(batches));
});

test("a batch that Kinesis takes in part is never answered 2xx, and names what to send again", async () => {
  const aws = await world();
  const desk = await hereAt(aws.local);
  const { url = "" } = await desk.json("up", "--local", "--batch-path", "/batch");
  const settings = aws.local.account.corner(kinesisSettings, "");
  settings.entryRefusal = (_stream, index) =>
    index === 1 ? new Fault("ProvisionedThroughputExceededException", "Rate exceeded for shard.") : undefined;
  const { status, body } = await send(`${url}/batch`, Buffer.from('[{"a":1},{"a":2},{"a":3}]'));
  expect(status).toBe(429);
  expect(JSON.parse(body)).toMatchObject({
    failed: [{ index: 1, errorCode: "ProvisionedThroughputExceededException" }],
  });
  settings.entryRefusal = undefined;
  for (const wrong of ["[]", "{}", "x", `[${"1,".repeat(500)}1]`])
    expect((await send(`${url}/batch`, Buffer.from(wrong))).status).toBe(400);
  expect((await send(`${url}/batch`, Buffer.from('{"records":[1,{"b":[2]}]}'))).status).toBe(200);
});

test("flags of a route can be switched on and off again, and nothing of them is left", async () => {
  const aws = await world();
  const desk = await hereAt(aws.local);
  const flags = [
    "--batch-path",
    "/batch",
    "--cors",
    "https://a.example",
    "--cors-headers",
    "X-Own",
    "--cors-credentials",
    "--envelope",
    "X-Sig",
    "--envelope-body",
    "base64",
    "--envelope-include",
    "query,headers",
    "--newline",
  ];
  await desk.json("up", "--local", ...flags, "--partition-key", "body:$.user", "--accept", "json", "image/png");
  const again = await desk.json("up", "--local");
  expect(new Set(Object.values(again.steps).map(({ outcome }) => outcome))).toEqual(new Set(["unchanged", "absent"]));
  const off = [
    "--batch-path",
    "none",
    "--cors",
    "none",
    "--no-envelope",
    "--envelope-body",
    "parsed",
    "--no-envelope-include",
    "--no-newline",
    "--partition-key",
    "request-id",
  ];
  const { url = "", steps } = await desk.json("up", "--local", ...off, "--accept", "json");
  expect(steps).toMatchObject({ batch: { outcome: "removed" }, cors: { outcome: "removed" } });
  expect((await send(`${url}/batch`, Buffer.from("[1]"))).status).toBe(403);
  expect((await desk.run("plan", "--local")).code).toBe(0);
  await send(url, Buffer.from('{"user":"u"}'));
  const [record] = await recordsOf(aws.clients);
  expect(record?.toString()).toBe('{"user":"u"}');
});

test("render shows what will be stored, and API Gateway makes the same of it", async () => {
  const aws = await world();
  const desk = await hereAt(aws.local);
  await desk.json("up", "--local", "--partition-key", "header:X-User", "--envelope", "X-User");
  const shown = (await desk.json("render", "--local", "--aws", "--header", "X-User: ana")) as unknown as {
    records: { partitionKey: string; data: { headers: object } }[];
    aws: { same: boolean };
  };
  expect(shown.aws).toEqual({ same: true });
  expect(shown.records[0]).toMatchObject({ partitionKey: "ana", data: { headers: { "X-User": "ana" } } });
  expect(await recordsOf(aws.clients)).toEqual([]);
});

test("send finds each of many records in the stream", async () => {
  const aws = await world();
  const desk = await hereAt(aws.local);
  await desk.json("up", "--local", "--envelope", "--newline", "--partition-key", "constant:one");
  const sent = await desk.json("send", "--local", "--count", "40");
  expect(sent).toMatchObject({ sent: 40, statuses: { "200": 40 }, inStream: 40, missing: 0 });
});
