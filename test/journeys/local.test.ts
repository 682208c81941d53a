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
      /^[\d:.]+Z POST \w+\/production\/ 200 \d+ ms -> api-gateway-kinesis-proxy, shard 0$/m,
    );
    expect(served.stderr).toMatch(
      /^[\d:.]+Z POST \w+\/production\/ 415 \d+ ms: Refused by the mapping template \(--accept\): The Content-Type is application\/x-www-form-urlencoded: POST \/ takes application\/json\. .*, or take this one, too, with "KINESIS_PROXY_LOCAL_PORT=\d+ .* up --accept json form --local": it names all types\.$/m,
    );
    expect(served.stderr).toMatch(/^200 kinesis DescribeStreamSummary \d+ ms$/m);
    expect(served.stderr).toMatch(/^probe execute-api POST \S+ \d+ ms: the endpoint works$/m);
    expect(served.stderr).not.toMatch(/^400 execute-api/m);
    expect(served.stderr).toContain("\\u001b]0;title\\u0007\\nINJECTED");
    expect(served.stderr).not.toContain("\u001b");
    expect(served.stderr).not.toMatch(/^INJECTED/m);
    expect(served).toMatchObject({ code: 130, stdout: `${at}\n` });
    const port = new URL(at).port;
    expect(served.stderr).toContain(`\nPage:      ${at}/_local/\n`);
    expect(served.stderr).toContain(`In another terminal: KINESIS_PROXY_LOCAL_PORT=${port} ${typed} up --local\n`);
    const { code, stderr } = await desk.run("status", "--local");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: Nothing answers at ${at}.\nhint:  Start the local AWS with "KINESIS_PROXY_LOCAL_PORT=${port} ${typed} local" in another terminal, or use "KINESIS_PROXY_LOCAL_PORT=${port} ${typed} dev".\n`,
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
      stderr: `error: Port ${local.port} is taken.\nhint:  Is a local AWS running already? On a free port: "${typed} local --port 0".\n`,
    });
  });
});

test("dev: requests with their records or why they were refused, changed settings are applied, and nothing is left", async () => {
  const desk = await deskAt(undefined);
  const dev = desk.start("dev", "--port", "0", "--batch-path", "/batch");
  await dev.says(/curl -H 'Content-Type: application\/json' -d '\{"hello":"world"\}' http/);
  await dev.says(/^http:\S+\/production$/m);
  const url = dev.stdout().match(/^http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+\/production$/m)?.[0] ?? "";
  // Before the stream is followed: no record is missed.
  expect((await post(url, '{"hello":"world"}')).status).toBe(200);
  await dev.says(/"data":\{"hello":"world"\}/);
  expect((await post(url, "<a/>", { "content-type": "application/xml" })).status).toBe(415);
  await dev.says(
    /^[\d:.]+Z POST \/ 415 \d+ ms: Refused by the mapping template \(--accept\): The Content-Type is application\/xml/m,
  );
  await desk.file("kinesis-proxy.json", '{"accept": "xml"');
  await dev.says(/^warning: kinesis-proxy\.json is not applied: .* The endpoint goes on as it was\.$/m);
  await desk.file("kinesis-proxy.json", '{"accept": "application/xml"}');
  await dev.says(/^kinesis-proxy\.json is applied: .*Integration .* changed.*\.\nTry: {7}curl .*application\/xml/m);
  expect((await post(url, "<a/>", { "content-type": "application/xml" })).status).toBe(200);
  await dev.says(/"data":"<a\/>"/);
  dev.kill("SIGINT");
  const { code, stdout, stderr } = await dev.ended;
  expect(code).toBe(130);
  expect(stderr).not.toMatch(/^(error|hint):/m);
  expect(stderr).toMatch(
    /\n3 requests \(2 x 200, 1 x 415\), 1 refused; 2 records\.\nThe local AWS has ended, and all that was in it is gone\.\n$/,
  );
  const { port } = new URL(url);
  expect(stderr).toContain(`\nIn another terminal:\n  KINESIS_PROXY_LOCAL_PORT=${port} ${typed} send --local\n`);
  expect(stdout.split("\n").map((line) => line.slice(0, 7))).toEqual(["http://", '{"shard', '{"shard', ""]);
  expect(existsSync(join(desk.folder, ".kinesis-proxy"))).toBe(false);
  expect(await readdir(desk.folder)).toEqual(["kinesis-proxy.json"]);
  await expect(post(url, "{}")).rejects.toThrow();
});

test("dev --json: the document of up, then a document for each request and record; ends by itself where asked", async () => {
  const desk = await deskAt(undefined);
  const dev = desk.start("dev", "--port", "0", "--json", "--limit", "1");
  await dev.says(/"url":"http/);
  const { url = "" } = JSON.parse(dev.stdout().split("\n")[0] ?? "") as { url?: string };
  expect((await post(url, "no JSON")).status).toBe(200);
  const { code, stdout } = await dev.ended;
  expect(code).toBe(0);
  const [, request, record, end] = stdout.split("\n").map((line) => (line === "" ? undefined : JSON.parse(line)));
  expect(request.request).toMatchObject({ id: expect.any(Number), method: "POST", path: "/", status: 200 });
  expect(request.request.stored.sequenceNumber).toBe(record.sequenceNumber);
  expect(record).toMatchObject({ encoding: "text", data: "no JSON" });
  expect(end).toBeUndefined();
});

test("dev: what is to go wrong begins once the endpoint works; what it refuses is shown", async () => {
  const desk = await deskAt(undefined);
  const dev = desk.start("dev", "--port", "0", "--fault", "throttle@PutRecord", "deny@kinesis");
  await dev.says(/The records cannot be shown \(.*not authorized.*\)\. The endpoint keeps serving\./);
  const [url = ""] = /^http:\S+\/production$/m.exec(dev.stdout()) ?? [];
  expect((await post(url, "{}")).status).toBe(429);
  await dev.says(/^[\d:.]+Z POST \/ 429 \d+ ms: Refused by Kinesis /m);
  dev.kill("SIGINT");
  expect((await dev.ended).code).toBe(130);
});

test.each([/^\+ REST API/m, /^In another terminal/m, /^Requests and records appear/m])(
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
