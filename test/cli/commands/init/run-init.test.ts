import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo, type FakeIo } from "../../../helpers/fake-io.ts";

const fileOf = async ({ cwd }: FakeIo) => JSON.parse(await readFile(join(cwd, "kinesis-proxy.json"), "utf8"));

async function init(words: readonly string[], typed?: string, before?: string) {
  const io = await fakeIo(typed === undefined ? {} : { tty: true, input: typed });
  const path = join(io.cwd, "kinesis-proxy.json");
  if (before !== undefined) await writeFile(path, before);
  const code = await main(["init", ...words], io);
  return {
    io,
    code,
    stdout: io.stdout.text,
    stderr: io.stderr.text,
    written: existsSync(path) ? await fileOf(io) : undefined,
  };
}

test("--yes writes the schema alone, from where an editor finds it", async () => {
  const { io, code, written, stderr } = await init(["--yes"]);
  expect(code).toBe(0);
  expect(Object.keys(written)).toEqual(["$schema"]);
  expect(existsSync(resolve(io.cwd, written.$schema))).toBe(true);
  expect(stderr).toContain('Next: "kinesis-proxy up". Without an account: "kinesis-proxy dev"');
  expect(await readFile(join(io.cwd, "kinesis-proxy.json"), "utf8")).toMatch(/^\{\n {2}"\$schema": .*\n\}\n$/);
});

test("a package that is installed here is named by its place in node_modules", async () => {
  const io = await fakeIo();
  const schema = join(io.cwd, "node_modules/kinesis-proxy/schema/kinesis-proxy.schema.json");
  await mkdir(dirname(schema), { recursive: true });
  await writeFile(schema, "{}");
  expect(await main(["init", "--yes"], io)).toBe(0);
  expect((await fileOf(io)).$schema).toBe("./node_modules/kinesis-proxy/schema/kinesis-proxy.schema.json");
});

test("it asks for what no flag says, again where an answer cannot be", async () => {
  const typed = [
    "shop",
    "eu",
    "eu-west-1",
    "gith",
    "github",
    "none?",
    "on-demand",
    "10.0.0.0/8, 192.168.1.1",
    "y",
    "y",
  ];
  const { code, written, stderr } = await init([], `${typed.join("\n")}\n`);
  expect(code).toBe(0);
  expect(written).toEqual({
    $schema: expect.any(String),
    name: "shop",
    region: "eu-west-1",
    preset: "github",
    onDemand: true,
    allowIps: ["10.0.0.0/8", "192.168.1.1"],
    archive: true,
    accessLog: true,
    alarms: true,
  });
  expect(stderr).toContain('"eu" is not an AWS region. Regions look like ap-northeast-2 or eu-west-1.');
  expect(stderr).toContain('Did you mean "github"?');
});

test("empty answers are the defaults, and flags are not asked for", async () => {
  const { written, stderr } = await init(["--name", "orders", "--shards", "2", "--api-key"], "\n\n\n\n");
  expect(written).toEqual({ $schema: expect.any(String), name: "orders", shards: 2, apiKey: true });
  expect(stderr).not.toContain("Name of the proxy");
  expect(stderr).not.toContain("Who may call");
});

test.each([
  ["key", { apiKey: true }],
  ["iam", { auth: "iam" }],
  ["anybody", {}],
])("who may call: %s", async (answer, said) => {
  const words = [
    "--name",
    "n",
    "--region",
    "eu-west-1",
    "--shards",
    "2",
    "--preset",
    "github",
    "--archive",
    "--access-log",
  ];
  const { written } = await init(words, `${answer}\n`);
  expect(written).toMatchObject(said);
  expect(Object.keys(said).length > 0 || written.apiKey === undefined).toBe(true);
});

test("a file that is there is replaced after a yes, or with --force", async () => {
  const before = '{"name":"old"}';
  const no = await init(["--shards", "2"], "n\n", before);
  expect(no).toMatchObject({
    code: 0,
    written: { name: "old" },
    stdout: expect.stringContaining("Nothing was changed."),
  });
  expect(await init(["--yes"], undefined, before)).toMatchObject({ code: 2, written: { name: "old" } });
  expect((await init(["--yes", "--force"], undefined, before)).written).toEqual({ $schema: expect.any(String) });
  expect((await init([], `y\n${"\n".repeat(7)}`, before)).written).toEqual({ $schema: expect.any(String) });
});

test("what is typed before the questions are shown answers them", async () => {
  const io = await fakeIo({ tty: true, typedAhead: "hook1\neu-west-1\n", input: "stripe\n" });
  expect(await main(["init"], io)).toBe(0);
  expect(await fileOf(io)).toMatchObject({ name: "hook1", region: "eu-west-1", preset: "stripe" });
  expect(io.stderr.text).toContain("[api-gateway-kinesis-proxy]: hook1\nAWS region");
});

test("a pipe answers, a line each, and its end leaves the rest as it is by default", async () => {
  const piped = async (input: string) => {
    const io = await fakeIo({ input });
    const code = await main(["init"], io);
    return {
      code,
      stderr: io.stderr.text,
      written: existsSync(join(io.cwd, "kinesis-proxy.json")) && (await fileOf(io)),
    };
  };
  const { code, written, stderr } = await piped("shöp\n\r\n\n3");
  expect({ code, written }).toEqual({ code: 2, written: false });
  expect(stderr).toContain("shöp");
  expect(await piped("shop\n\r\n\n3")).toMatchObject({
    code: 0,
    written: { name: "shop", shards: 3 },
    stderr: expect.stringMatching(/: shop\nAWS region .*: \nA sender .*: \nShards .*: 3\nWho may call/),
  });
  // What cannot be is not asked again: the next line answers another question.
  const wrong = await piped("shop\neu\neu-west-1\n");
  expect(wrong).toMatchObject({
    code: 2,
    written: false,
    stderr: expect.stringContaining('"eu" is not an AWS region'),
  });
  const neither = await piped("shop\n\n\n\n\n\nmaybe\n");
  expect(neither).toMatchObject({ code: 2, written: false, stderr: expect.stringContaining("neither yes nor no") });
});

test("without a terminal it needs --yes; what does not go together is refused; nothing is written", async () => {
  expect(await init(["--shards", "2"])).toMatchObject({ code: 2, written: undefined });
  const both = await init(["--yes", "--shards", "2", "--on-demand"]);
  expect(both).toMatchObject({ code: 2, written: undefined });
  expect(both.stderr).toContain("exclude each other");
  expect(await init(["--yes", "--region", "eu"])).toMatchObject({ code: 2, written: undefined });
  // The next command would refuse it: the file may only name what lies beside it.
  const outside = await init(["--yes", "--schema", "/etc/hostname"]);
  expect(outside).toMatchObject({ code: 2, written: undefined });
  const elsewhere = await init(["--yes", "--endpoint-url", "https://example.com"]);
  expect(elsewhere).toMatchObject({ code: 2, written: undefined });
  expect(elsewhere.stderr).toContain("may name an endpointUrl of this machine only");
  const here = await init(["--yes", "--endpoint-url", "http://127.0.0.1:4566"]);
  expect(here.written).toMatchObject({ endpointUrl: "http://127.0.0.1:4566" });
});

test("a folder of its name is told, and stays", async () => {
  const io = await fakeIo();
  await mkdir(join(io.cwd, "kinesis-proxy.json"));
  expect(await main(["init", "--yes", "--force"], io)).toBe(2);
  expect(io.stderr.text).toMatch(/^error: kinesis-proxy\.json cannot be written: it is a folder\.\nhint: /);
});

test("a secret is left out, with the variable that takes it", async () => {
  const { written, stderr, stdout } = await init([
    "--yes",
    "--handshake",
    "hub.challenge",
    "--handshake-token",
    "hub.verify_token=SECRET",
  ]);
  expect(written).toEqual({ $schema: expect.any(String), handshake: "hub.challenge" });
  expect(stderr).toContain(
    "warning: --handshake-token is a secret and was left out: pass it to up, or set KINESIS_PROXY_HANDSHAKE_TOKEN.",
  );
  expect(stdout + stderr).not.toContain("SECRET");
});

test("--json answers with what was written", async () => {
  const { stdout, written } = await init(["--yes", "--json", "--name", "orders"]);
  expect(JSON.parse(stdout)).toEqual({
    written: true,
    file: expect.stringMatching(/kinesis-proxy\.json$/),
    settings: written,
  });
});
