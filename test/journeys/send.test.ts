import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { LocalOptions } from "../../src/local/index.ts";
import { deskAt } from "./cli.ts";
import { runBeside, runHere } from "./in-process.ts";
import { world } from "./world.ts";

/** A desk in front of an endpoint that was made with these flags. */
async function sender(flags: readonly string[] = [], options: LocalOptions = {}) {
  const aws = await world(options);
  const desk = await deskAt(aws.local);
  const { code, stdout } = await runHere(desk, "up", "--local", "--no-probe", ...flags);
  expect(code).toBe(0);
  const send = (...words: readonly string[]) => runBeside(desk, "send", "--local", ...words);
  return { ...aws, desk, send, url: stdout.trim() };
}

test("some of many are refused: one JSON document says how many, and which error", async () => {
  const { send } = await sender([], { faults: ["throttle@execute-api*3"] });
  const { code, stdout, stderr } = await send("--count", "10", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    sent: 10,
    statuses: { "200": 7, "429": 3 },
    inStream: 7,
    missing: 0,
    error: { message: expect.stringContaining("answered 429"), hint: expect.stringContaining("--rate"), exitCode: 1 },
  });
  expect(stderr).toMatch(/^error: .* answered 429/);
});

test("a record that is not what was sent is a failure, alone and among others", async () => {
  const { desk, send } = await sender();
  await writeFile(join(desk.folder, "bytes"), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
  const one = await send("bytes");
  expect(one).toMatchObject({ code: 1, stdout: expect.stringMatching(/^200 shardId-/) });
  expect(one.stderr).toContain(
    "error: The record arrived, but altered: 4 bytes were sent, 10 are stored.\nhint:  A body",
  );
  const many = await send("bytes", "--count", "3", "--json");
  expect(many.code).toBe(1);
  expect(JSON.parse(many.stdout)).toMatchObject({ sent: 3, inStream: 3, altered: 3, error: { exitCode: 1 } });
});

test("it sends what the endpoint takes first, and bytes arrive as they are", async () => {
  const { desk, send } = await sender(["--accept", "application/octet-stream", "text", "--envelope", "--newline"]);
  await writeFile(join(desk.folder, "bytes"), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
  expect(await send("bytes")).toMatchObject({ code: 0, stderr: "" });
  const { code, stderr } = await send("--content-type", "application/json");
  expect(code).toBe(1);
  expect(stderr).toContain("It takes application/octet-stream (or 1 other types), not application/json");
});

test("Ctrl-C in the middle of many says how far it came, and that the same command begins anew", async () => {
  let [posts, twenty] = [0, (): void => undefined];
  const underWay = new Promise<void>((resolve) => (twenty = resolve));
  const aws = await sender([], {
    onRequest({ service }) {
      posts += Number(service === "execute-api");
      if (posts === 20) twenty();
    },
  });
  const sending = aws.desk.start("send", "--local", "--count", "3000", "--rate", "200", "--debug", "--json");
  await underWay;
  sending.kill("SIGINT");
  const { code, stdout, stderr } = await sending.ended;
  expect(code).toBe(130);
  const { sent, asked, statuses, inStream, missing, error } = JSON.parse(stdout);
  expect({ asked, statuses, error }).toEqual({
    asked: 3_000,
    statuses: { "200": sent },
    error: { message: "Interrupted.", hint: expect.stringContaining("sends all 3000 again."), exitCode: 130 },
  });
  expect(sent).toBeGreaterThan(0);
  expect(inStream + missing).toBe(sent);
  expect(stderr).toMatch(/error: Interrupted\.\nhint: {2}.*The same command sends all 3000 again\.\n$/);
});

test("an endpoint that is gone in the middle: how many were sent and stored until then", async () => {
  let [posts, gone] = [0, undefined as Promise<void> | undefined];
  const aws = await sender([], {
    onRequest: ({ service }) => {
      posts += Number(service === "execute-api");
      if (posts === 40) gone ??= aws.local.close();
    },
  });
  const { code, stdout, stderr } = await aws.send("--count", "3000");
  await gone;
  expect(code).toBe(1);
  expect(stdout).toMatch(/^\d+ of 3000 sent \(\d+ x 200.*\), \d+ in the stream/);
  expect(stderr).toMatch(
    /error: (Nothing answers at|The connection to) .*\nhint: .*The same command sends all 3000 again\.\n$/,
  );
});

test.each([
  ["", []],
  ["in an envelope, under a key of their own", ["--envelope", "--newline", "--partition-key", "constant:one"]],
  ["with a receipt", ["--respond", "receipt", "--partition-key", "body:$.n"]],
])("a batch is one request, and each of its events is found in the stream, %s", async (_name, flags) => {
  const { desk, send, asked } = await sender(["--batch-path", "/batch", "--shards", "2", ...flags]);
  const events = Array.from({ length: 30 }, (_, n) => `{"n": ${n}, "same": 1.0}`);
  await writeFile(join(desk.folder, "events"), events.join("\n"));
  const { code, stdout } = await send("--batch", "events", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ sent: 30, statuses: { "200": 30 }, inStream: 30, missing: 0, altered: 0 });
  expect(code).toBe(0);
  expect(asked.filter((one) => one.startsWith("POST /_aws/execute-api/"))).toHaveLength(1);
});

test("a batch that is refused, or has no route, is a failure", async () => {
  const { desk, send } = await sender(["--batch-path", "/batch"], { faults: ["partial=50%"] });
  await writeFile(join(desk.folder, "events"), "1\n2\n");
  const refused = await send("--batch", "events");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("answered 429");
  await writeFile(join(desk.folder, "many"), "1\n".repeat(501));
  expect(await send("--batch", "many")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error: A batch holds up to 500 events, and there are 501.\n"),
  });
  const { send: single } = await sender();
  expect(await single("--batch")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^error: This proxy has no batch route\.\nhint: {2}Run "KINESIS_PROXY_LOCAL_PORT=\d+ kinesis-proxy up --batch-path \/batch --local" first\.\n$/,
    ),
  });
});
