import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hereAt, runHere } from "./in-process.ts";
import { inventory, recordsOf, world } from "./world.ts";

const SECRET = "s3cret'$x\"7";
const KEY = "firehose-access-key-42";

test(
  "handshakes, queries, a health check and Firehose's key come and go on an old proxy, and their secrets are nowhere but in its templates",
  { timeout: 120_000 },
  async () => {
    const aws = await world();
    const desk = await hereAt(aws.local);
    let said = "";
    const run = async (...words: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await runHere(desk, ...words, "--local");
      said += stdout + stderr;
      expect([words, code, code === 0 ? "" : stderr]).toEqual([words, 0, ""]);
      return stdout;
    };
    const url = JSON.parse(await run("up", "--batch-path", "/batch", "--json")) as { url: string };
    const at = (path: string): string => `${url.url.replace(/\/$/, "")}${path}`;
    const shake = (token: string, method = "GET"): Promise<Response> => {
      const query = new URLSearchParams({ "hub.challenge": "1158 <b>", "hub.verify_token": token });
      return fetch(`${at("/")}?${String(query)}`, { method });
    };
    const seen = async (answer: Response): Promise<readonly [number, string]> => [answer.status, await answer.text()];

    await run("up", "--health", "/health", "--get-events", "--cors", "*");
    await run("up", "--handshake", "hub.challenge", "--handshake-token", `hub.verify_token=${SECRET}`);
    await run("up", "--batch-from", "firehose", "--firehose-key", KEY);
    await run("plan");
    const kept = async (): Promise<void> => {
      for (const method of ["GET", "POST"]) {
        expect(await seen(await shake(SECRET, method))).toEqual([200, "1158 <b>"]);
        expect(await seen(await shake("wrong", method))).toEqual([403, '{"message":"Forbidden"}']);
      }
      const body = JSON.stringify({ requestId: "r1", timestamp: 1, records: [{ data: "AP8=" }] });
      const deliver = (key: string): Promise<Response> =>
        fetch(at("/batch"), {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "X-Amz-Firehose-Request-Id": "r1",
            "X-Amz-Firehose-Access-Key": key,
          },
          body,
        });
      const [good, bad] = [await deliver(KEY), await deliver("other")];
      expect([good.status, await good.json()]).toMatchObject([200, { requestId: "r1" }]);
      expect([bad.status, await bad.json()]).toMatchObject([403, { errorMessage: "This is not the access key." }]);
    };
    await kept();
    expect((await fetch(at("/health"))).status).toBe(200);
    expect((await fetch(at("/health"), { method: "HEAD" })).status).toBe(200);
    expect((await fetch(`${at("/")}?a=b%20c`)).status).toBe(200);
    expect((await fetch(at("/"), { method: "OPTIONS" })).headers.get("access-control-allow-methods")).toBe(
      "POST,GET,OPTIONS",
    );

    // Without the flags, on another path and without the state file the secrets stay.
    await run("up", "--newline");
    await run("up", "--path", "/in");
    expect((await fetch(`${at("/in")}?hub.challenge=c&hub.verify_token=${encodeURIComponent(SECRET)}`)).status).toBe(
      200,
    );
    expect((await fetch(`${at("/in")}?hub.challenge=c`)).status).toBe(403);
    await run("up", "--path", "/", "--no-newline");
    await run("plan");
    await kept();
    const wrong = await runHere(desk, "plan", "--handshake-token", "hub.verify_token=another", "--local");
    said += wrong.stdout + wrong.stderr;
    expect(wrong.code).toBe(3);

    // What opens the batch route to everybody is asked about first.
    for (const flags of [["--no-firehose-key"], ["--batch-from", "records"]])
      expect((await runHere(desk, "up", ...flags, "--local")).code).toBe(2);
    await run(
      "up",
      "--no-get-events",
      "--no-handshake",
      "--no-handshake-token",
      "--no-health",
      "--no-firehose-key",
      "--batch-from",
      "records",
      "--no-cors",
      "--yes",
    );
    await run("plan");
    expect((await fetch(`${at("/")}?hub.challenge=c`)).status).toBe(403);
    expect((await fetch(at("/health"))).status).toBe(403);
    const stored = (await recordsOf(aws.clients)).map((one) => Buffer.from(one).toString("latin1")).sort();
    expect(stored).toEqual(["\u0000\u00ff", "\u0000\u00ff", '{"a":"b c"}'].sort());

    const folder = join(desk.folder, ".kinesis-proxy");
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
    for (const text of [said, ...files])
      for (const secret of [SECRET, encodeURIComponent(SECRET), KEY]) expect(text).not.toContain(secret);
    await run("down", "--yes", "--force-stream");
    expect(Object.values(await inventory(aws.clients)).flat()).toEqual([]);
  },
);

test("with IAM and an address list, monitors and handshakes get in from the listed addresses, and nobody from others", async () => {
  const aws = await world();
  const desk = await hereAt(aws.local);
  const flags = ["--auth", "iam", "--allow-ips", "127.0.0.0/8", "--health", "/health", "--handshake", "challenge"];
  const { url = "" } = await desk.json("up", "--local", ...flags);
  expect((await runHere(desk, "plan", "--local")).code).toBe(0);
  const base = url.replace(/\/$/, "");
  const status = async (path: string, method: string, from = "127.0.0.1"): Promise<number> =>
    (await fetch(`${base}${path}`, { method, headers: { "X-Local-Source-Ip": from } })).status;
  expect(await status("/health", "GET")).toBe(200);
  expect(await status("/health", "HEAD")).toBe(200);
  expect(await status("/?challenge=c", "GET")).toBe(200);
  expect(await status("/?challenge=c", "POST")).toBe(403);
  for (const path of ["/health", "/?challenge=c"]) expect(await status(path, "GET", "203.0.113.9")).toBe(403);
});
