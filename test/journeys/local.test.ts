import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deskAt, typed } from "./cli.ts";
import { post, world } from "./world.ts";

describe("local", () => {
  test("serves until Ctrl-C: the commands work against it, and it ends with 130", async () => {
    const serving = (await deskAt(undefined)).start("local", "--port", "0");
    await serving.says(/^http:\/\/127\.0\.0\.1:\d+$/m);
    const at = serving.stdout().trim();
    const desk = await deskAt({ port: Number(new URL(at).port) });
    const { url = "" } = await desk.json("up", "--local");
    expect(url.startsWith(at)).toBe(true);
    expect((await post(url, "{}")).status).toBe(200);
    expect((await post(url, "a=1", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    await fetch(`${at}/?Version=2010-05-08&Action=%1b%5d0;title%07%0aINJECTED`);
    serving.kill("SIGINT");
    const served = await serving.ended;
    expect(served.stderr).toMatch(
      /^415 execute-api POST \S+ \d+ ms: Unsupported Media Type \(Content-Type: application\/x-www-form-urlencoded\)$/m,
    );
    expect(served.stderr).toMatch(/^probe execute-api POST \S+ \d+ ms: the endpoint works$/m);
    expect(served.stderr).not.toMatch(/^400 execute-api/m);
    expect(served.stderr).toContain("\\u001b]0;title\\u0007\\nINJECTED");
    expect(served.stderr).not.toContain("\u001b");
    expect(served.stderr).not.toMatch(/^INJECTED/m);
    expect(served).toMatchObject({ code: 130, stdout: `${at}\n` });
    const port = new URL(at).port;
    expect(served.stderr).toContain(`In another terminal: KINESIS_PROXY_LOCAL_PORT=${port} ${typed} up --local\n`);
    const { code, stderr } = await desk.run("status", "--local");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: Nothing answers at ${at}.\nhint:  Start the local AWS with "${typed} local" in another terminal, or use "${typed} dev".\n`,
    });
  });

  test("--json is one document with its URL", async () => {
    const serving = (await deskAt(undefined)).start("local", "--port", "0", "--json");
    await serving.says(/\}/);
    serving.kill("SIGINT");
    const { code, stdout, stderr } = await serving.ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  });

  test("on a port that is taken says so, and how to choose another", async () => {
    const { local } = await world();
    expect(await (await deskAt(undefined)).run("local", "--port", String(local.port))).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `error: Port ${local.port} is taken.\nhint:  Is a local AWS running already? Choose another port with --port.\n`,
    });
  });
});

test("dev: an endpoint with a curl line, the records as they come, and nothing left after Ctrl-C", async () => {
  const desk = await deskAt(undefined);
  const dev = desk.start("dev", "--port", "0", "--debug");
  await dev.says(/curl -H 'Content-Type: application\/json' -d '\{"hello":"world"\}' http/);
  await dev.says(/GetShardIterator, 200/);
  const url = dev.stdout().match(/^http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+\/production$/m)?.[0] ?? "";
  expect((await post(url, '{"hello":"world"}')).status).toBe(200);
  await dev.says(/"data":\{"hello":"world"\}/);
  expect((await post(url, "<a/>", { "content-type": "application/xml" })).status).toBe(415);
  await dev.says(/^415 execute-api POST \S+ \d+ ms: Unsupported Media Type \(Content-Type: application\/xml\)$/m);
  dev.kill("SIGINT");
  const { code, stdout, stderr } = await dev.ended;
  expect(code).toBe(130);
  expect(stderr).not.toMatch(/^(error|hint):/m);
  expect(stderr).toMatch(/\nThe local AWS has ended, and all that was in it is gone\.\n$/);
  const { port } = new URL(url);
  expect(stderr).toContain(`\nIn another terminal: KINESIS_PROXY_LOCAL_PORT=${port} ${typed} send --local\n`);
  expect(stdout.split("\n").map((line) => line.slice(0, 7))).toEqual(["http://", '{"shard', ""]);
  expect(existsSync(join(desk.folder, ".kinesis-proxy"))).toBe(false);
  expect(await readdir(desk.folder)).toEqual([]);
  await expect(post(url, "{}")).rejects.toThrow();
});

test("dev: what is to go wrong begins once the endpoint works; what it refuses is shown", async () => {
  const desk = await deskAt(undefined);
  const dev = desk.start("dev", "--port", "0", "--fault", "throttle@PutRecord", "deny@kinesis");
  await dev.says(/The records cannot be shown \(.*not authorized.*\)\. The endpoint keeps serving\./);
  const [url = ""] = /^http:\S+\/production$/m.exec(dev.stdout()) ?? [];
  expect((await post(url, "{}")).status).toBe(429);
  await dev.says(/^429 /m);
  expect((await post(url, "a=b", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
  await dev.says(/^415 /m);
  dev.kill("SIGINT");
  expect((await dev.ended).code).toBe(130);
});

test.each([/^\+ REST API/m, /^In another terminal/m, /^Records appear/m])(
  "dev: two Ctrl-C at once after %s leave nothing",
  async (said) => {
    const desk = await deskAt(undefined);
    const dev = desk.start("dev", "--port", "0");
    await dev.says(said);
    dev.kill("SIGINT");
    dev.kill("SIGTERM");
    expect((await dev.ended).code).toBe(130);
    expect(await readdir(desk.folder)).toEqual([]);
  },
);

test("dev: where the endpoint cannot be made, the hint leads to no AWS that is gone, and nothing is left", async () => {
  const desk = await deskAt(undefined);
  const arn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/none";
  await desk.file("kinesis-proxy.json", JSON.stringify({ streamArn: arn }));
  const { code, stderr } = await desk.run("dev", "--port", "0");
  expect(code).toBe(3);
  expect(stderr).toContain(`hint:  Nothing is left of this run. Run "${typed} dev --debug" to see each call.\n`);
  expect(await readdir(desk.folder)).toEqual(["kinesis-proxy.json"]);
});
