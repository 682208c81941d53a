import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../../src/settings/resolve-config.ts";
import { readSettings, type Sources } from "../../../src/settings/sources.ts";
import { main } from "../../../src/main.ts";
import { fakeIo } from "../../helpers/fake-io.ts";

/** Runs offline: what is not refused is rendered. */
async function render(file: string | Uint8Array, env: Record<string, string> = {}, ...flags: string[]) {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", ...env } });
  if (file !== "") await writeFile(join(io.cwd, "kinesis-proxy.json"), file);
  const exitCode = await main(["render", ...flags], io);
  return { exitCode, stderr: io.stderr.text };
}

describe("kinesis-proxy.json is refused, with one sentence,", () => {
  test.each([
    ['{"name":5}', '"name" in kinesis-proxy.json must be a text, not 5.'],
    ['{"region":5}', '"region" in kinesis-proxy.json must be a text that is not empty, not 5.'],
    ['{"region":""}', '"region" in kinesis-proxy.json must be a text that is not empty, not "".'],
    ['{"profile":["a"]}', '"profile" in kinesis-proxy.json must be a text that is not empty, not ["a"].'],
    ['{"endpointUrl":true}', '"endpointUrl" in kinesis-proxy.json must be a text that is not empty, not true.'],
    ['{"shards":"2"}', '"shards" in kinesis-proxy.json must be a whole number from 1 to 10000, not "2".'],
    ['{"shards":2.5}', '"shards" in kinesis-proxy.json must be a whole number from 1 to 10000, not 2.5.'],
    ['{"shards":null}', '"shards" in kinesis-proxy.json must be a whole number from 1 to 10000, not null.'],
    ['{"onDemand":"yes"}', '"onDemand" in kinesis-proxy.json must be true or false, not "yes".'],
    ['{"apiKey":{"a":{"b":[1]}}}', '"apiKey" in kinesis-proxy.json must be true or false, not {"a":{"b":[1]}}.'],
    ['{"cors":[["a"]]}', '"cors" in kinesis-proxy.json must be a text, a list of texts, or false, not [["a"]].'],
    ['{"allowIps":[1]}', '"allowIps" in kinesis-proxy.json must be a text, a list of texts, or false, not [1].'],
    ['{"allowIps":["x"]}', '"allowIps" in kinesis-proxy.json: "x" is not an IP address or range.'],
    [
      '{"status":{"busy":"x"}}',
      '"status" in kinesis-proxy.json must be an object such as {"busy":503}, texts, or false',
    ],
    ['{"onDemand":true,"shards":2}', '"shards" in kinesis-proxy.json and "onDemand" in kinesis-proxy.json exclude'],
    [
      '{"path":"/a","batchPath":"/a"}',
      '"batchPath" in kinesis-proxy.json and "path" in kinesis-proxy.json are both "/a".',
    ],
    ['{"name":"a","name":"b"}', 'kinesis-proxy.json says "name" twice.'],
    ['{"status":{"busy":503,"b\\u0075sy":500}}', 'kinesis-proxy.json says "busy" twice.'],
    ['{"__proto__":{"name":"x"}}', 'kinesis-proxy.json has an unknown setting "__proto__".'],
    ['{"shard":2}', 'kinesis-proxy.json has an unknown setting "shard".\nhint:  Did you mean "shards"?'],
    ['{"alowips":[]}', 'kinesis-proxy.json has an unknown setting "alowips".\nhint:  Did you mean "allowIps"?'],
    ["", "kinesis-proxy.json is not valid JSON"].map((one) => one || " ") as [string, string],
  ])("for %s", async (file, error) => {
    const { exitCode, stderr } = await render(file);
    expect(stderr).toContain(`error: ${error}`);
    expect(stderr.split("\n")).toHaveLength(3);
    expect(exitCode).toBe(2);
  });

  test("for bytes that are not UTF-8", async () => {
    expect(await render(Buffer.from([0x7b, 0xff, 0x7d]))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("error: kinesis-proxy.json is not UTF-8."),
    });
  });
});

test("a byte order mark, and the same name in two objects, are no fault", async () => {
  expect((await render('\ufeff{"status":{"busy":503},"newline":false}')).exitCode).toBe(0);
});

describe("an error names where the value came from", () => {
  test.each([
    [{ KINESIS_PROXY_SHARDS: "two" }, "", 'KINESIS_PROXY_SHARDS takes a whole number from 1 to 10000, not "two".'],
    [{ KINESIS_PROXY_NAME: "a b" }, "", 'KINESIS_PROXY_NAME cannot be "a b".'],
    [{ KINESIS_PROXY_ALLOW_IPS: "x" }, "", 'KINESIS_PROXY_ALLOW_IPS: "x" is not an IP address or range.'],
    [
      { KINESIS_PROXY_ON_DEMAND: "1", KINESIS_PROXY_SHARDS: "2" },
      "",
      "KINESIS_PROXY_SHARDS and KINESIS_PROXY_ON_DEMAND exclude",
    ],
    [
      { KINESIS_PROXY_PATH: "/a" },
      '{"batchPath":"/a"}',
      '"batchPath" in kinesis-proxy.json and KINESIS_PROXY_PATH are both',
    ],
    [{ AWS_REGION: "eu" }, "", '"eu" (AWS_REGION) is not an AWS region.'],
    [{ AWS_REGION: "" }, '{"region":"eu"}', '"eu" ("region" in kinesis-proxy.json) is not an AWS region.'],
    [{ AWS_ENDPOINT_URL: "here" }, "", '"here" (AWS_ENDPOINT_URL) is not the URL of an endpoint.'],
  ])("%o %s", async (env, file, error) => {
    const { exitCode, stderr } = await render(file, env as Record<string, string>);
    expect(stderr).toContain(`error: ${error}`);
    expect(exitCode).toBe(2);
  });

  test("a flag is named where a flag was typed, whatever the file says too", async () => {
    const { stderr } = await render('{"path":"/b"}', {}, "--path", "b");
    expect(stderr).toContain('error: --path cannot be "b".');
  });
});

describe("every switch can be put off", () => {
  const on = {
    apiKey: true,
    onDemand: true,
    newline: true,
    envelope: true,
    cors: "*",
    batchPath: "/many",
    status: { busy: 503 },
    allowIps: "10.0.0.0/8",
  };

  test.each(Object.keys(on))("%s: by flag, variable and file", async (name) => {
    const flag = `--no-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const variable = `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    const resolve = (sources: Sources) =>
      resolveConfig(readSettings(sources), { region: "eu-west-1", endpoint: undefined });
    const all = { flags: {}, env: {}, file: on, cwd: "/nowhere" };
    const plain = resolve(all);
    const offs = [
      { ...all, flags: { [name]: false } },
      { ...all, env: { [variable]: "false" } },
      { ...all, file: { ...on, [name]: false } },
    ].map(resolve);
    expect(offs[1]).toEqual(offs[0]);
    expect(offs[2]).toEqual(offs[0]);
    expect(offs[0]).not.toEqual(plain);
    const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
    await main(["up", flag, "--shards", "x"], io);
    expect(io.stderr.text).toContain("--shards takes a whole number");
  });

  test.each([
    ["tail --no-api-key", "--api-key"],
    ["up --probe", "--no-probe"],
    ["up --color", "--no-color"],
  ])("and %s is not taken for its opposite", async (words, opposite) => {
    const io = await fakeIo();
    expect(await main(words.split(" "), io)).toBe(2);
    expect(io.stderr.text).not.toContain(`Did you mean "${opposite}"`);
  });
});
