import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateStreamCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { expect, onTestFinished, test } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { world } from "../../../journeys/world.ts";

async function desk() {
  const operations: string[] = [];
  const { local, clients } = await world({ onRequest: ({ operation = "" }) => void operations.push(operation) });
  for (const StreamName of ["orders", "copy"])
    await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  const Records = ["a", "b", "a", "b", "a"].map((PartitionKey, n) => ({
    PartitionKey,
    Data: Buffer.from(`{"n": ${n}}`),
  }));
  await clients.kinesis.send(new PutRecordsCommand({ StreamName: "orders", Records }));
  const run = async (...words: readonly string[]) => {
    const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
    const code = await main([...words, "--local"], io);
    return { code, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  return { run, operations };
}

/** A consumer on this machine that answers these statuses first, then 200. */
async function consumer(statuses: readonly number[] = []) {
  const got: { readonly body: string; readonly headers: IncomingHttpHeaders; readonly status: number }[] = [];
  const left = [...statuses];
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const status = left.shift() ?? 200;
      got.push({ body, headers: request.headers, status });
      answer.writeHead(status, status === 302 ? { location: "/moved?key=secret" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, got };
}

const ofKey = (
  got: readonly { readonly body: string; readonly headers: IncomingHttpHeaders; readonly status: number }[],
  key: string,
) =>
  got
    .filter(({ headers, status }) => status === 200 && headers["x-kinesis-partition-key"] === key)
    .map(({ body }) => body);

test("tail --forward-to hands each record on, exactly, in order, again after a 503, and tells of each", async () => {
  const { run } = await desk();
  const { url, got } = await consumer([503, 200, 500]);
  const words = ["--since", "trim-horizon", "--idle-timeout", "0s", "--forward-to", url, "--concurrency", "1"];
  const { code, stdout } = await run("tail", "--stream-name", "orders", ...words);
  expect(code).toBe(0);
  expect(ofKey(got, "a")).toEqual(['{"n": 0}', '{"n": 2}', '{"n": 4}']);
  expect(ofKey(got, "b")).toEqual(['{"n": 1}', '{"n": 3}']);
  expect(got[0]?.headers).toMatchObject({ "content-type": "application/json", "content-length": "8" });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { status: number; attempts: number });
  expect(lines.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(lines.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(got.length);
});

test("replay sends a window of the past to a URL; what is refused is told, and is exit 1", async () => {
  const { run } = await desk();
  const { url, got } = await consumer([400]);
  const { code, stdout } = await run(
    "replay",
    "--stream-name",
    "orders",
    "--since",
    "1h",
    "--key",
    "a",
    "--to-url",
    url,
  );
  expect([code, stdout]).toEqual([1, `3 records went to ${url}, which refused 1.\n`]);
  expect(got.map(({ body }) => body)).toEqual(['{"n": 0}', '{"n": 2}', '{"n": 4}']);
});

test("replay into a stream keeps bytes and partition keys; --dry-run sends nothing", async () => {
  const { run } = await desk();
  const words = ["replay", "--stream-name", "orders", "--since", "1h", "--to-stream", "copy", "--json"];
  expect(JSON.parse((await run(...words, "--dry-run")).stdout)).toEqual({
    to: "copy",
    dryRun: true,
    records: 5,
    refused: 0,
  });
  expect((await run("read-records", "--stream-name", "copy")).stdout).toBe("");
  expect(JSON.parse((await run(...words, "--rate", "1000")).stdout)).toMatchObject({ dryRun: false, records: 5 });
  const copied = async (key: string) =>
    (await run("read-records", "--stream-name", "copy", "--key", key, "--raw")).stdout;
  expect([await copied("a"), await copied("b")]).toEqual(['{"n": 0}\n{"n": 2}\n{"n": 4}\n', '{"n": 1}\n{"n": 3}\n']);
});

test("at a low rate a stream gets record after record, not all of them at the end", async () => {
  const { run, operations } = await desk();
  const before = operations.length;
  await run("replay", "--stream-name", "orders", "--since", "1h", "--to-stream", "copy", "--rate", "10");
  expect(operations.slice(before).filter((one) => one === "PutRecords")).toHaveLength(5);
});

test("a redirect is not followed, and counts as refused; what tail was refused is exit 1, too", async () => {
  const { run } = await desk();
  const { url } = await consumer([302, 302, 302, 400]);
  const from = ["--stream-name", "orders", "--since", "1h", "--key", "a"];
  const { code, stdout, stderr } = await run("replay", ...from, "--to-url", url);
  expect([code, stdout]).toEqual([1, `3 records went to ${url}, which refused 3.\n`]);
  expect(
    stderr.match(/answers 302, a redirect to http:\/\/127\.0\.0\.1:\d+\/moved, which is not followed/g),
  ).toHaveLength(1);
  expect((await run("tail", ...from, "--idle-timeout", "0s", "--forward-to", url)).code).toBe(1);
});

test("replay puts into no stream that is not there, and not into the one that it reads; --dry-run says so, too", async () => {
  const { run } = await desk();
  const words = ["replay", "--stream-name", "orders", "copy", "--since", "1h", "--dry-run", "--to-stream"];
  expect(await run(...words, "nothing")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Stream nothing does not exist"),
  });
  expect(await run(...words, "copy")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--to-stream copy is the stream that is read."),
  });
});

test.each([
  [["replay", "--since", "1h"], "Nothing says where to send them."],
  [
    ["replay", "--since", "1h", "--to-url", "http://a", "--to-stream", "b"],
    "--to-url and --to-stream exclude each other.",
  ],
  [["replay", "--to-stream", "b"], "--since is missing: replay begins where it says."],
  [["replay", "--since", "1h", "--to-stream", "a/b"], '--to-stream "a/b" is not the name of a stream.'],
  [["replay", "--since", "1h", "--to-stream", "b", "--concurrency", "2"], "--concurrency goes with --to-url."],
  [["replay", "--since", "1h", "--to-url", "ftp://a"], '--to-url "ftp://a" is not a URL.'],
  [["tail", "--forward-to", "events"], '--forward-to "events" is not a URL.'],
  [["tail", "--concurrency", "2"], "--concurrency goes with --forward-to."],
  [["tail", "--forward-to", "http://a", "--raw"], "--forward-to shows no records, and --raw says how to show them."],
])("%j is wrong usage", async (words, message) => {
  const io = await fakeIo();
  expect(await main([...words, "--endpoint-url", "http://127.0.0.1:1", "--region", "eu-west-1"], io)).toBe(2);
  expect(/error: (.*)/.exec(io.stderr.text)?.[1]).toBe(message);
});
