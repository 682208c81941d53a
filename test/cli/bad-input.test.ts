import { writeFile } from "node:fs/promises";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { main } from "../../src/main.ts";
import { signedIn } from "../helpers/account.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { mockedClients } from "../helpers/mocked-clients.ts";

// The SDK asks the machine for a region by itself: here there is none.
beforeEach(() => {
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "/nowhere");
  return () => vi.unstubAllEnvs();
});

const here = { AWS_REGION: "eu-west-1" };

async function run(
  argv: string,
  {
    env = here as Readonly<Record<string, string>>,
    file = "",
    files = {} as Readonly<Record<string, string | Uint8Array>>,
  } = {},
) {
  const io = await fakeIo({ env });
  for (const [name, content] of Object.entries(files)) await writeFile(join(io.cwd, name), content);
  if (file !== "") await writeFile(join(io.cwd, "kinesis-proxy.json"), file);
  const { clients, aws, calls } = mockedClients();
  signedIn({ aws });
  const args = argv.match(/"[^"]*"|\S+/g)?.map((one) => one.replace(/^"(.*)"$/, "$1")) ?? [];
  const exitCode = await main(args, io, { clients, clock: fakeClock() });
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, calls, left: await readdir(io.cwd) };
}

const v6 = "Write a range such as 203.0.113.0/24 or 2001:db8::/32, or one address.";

const table: readonly [argv: string, error: string, hint: string][] = [
  ["up --shards 0", '--shards takes a whole number from 1 to 10000, not "0".', 'Run "kinesis-proxy up --help".'],
  ["up --shards 1.5", '--shards takes a whole number from 1 to 10000, not "1.5".', 'Run "kinesis-proxy up --help".'],
  ["up --shards -1", '--shards takes a whole number from 1 to 10000, not "-1".', 'Run "kinesis-proxy up --help".'],
  [
    "up --retention 23",
    '--retention takes a whole number from 24 to 8760, not "23".',
    'Run "kinesis-proxy up --help".',
  ],
  [
    "up --shards 2 --on-demand",
    "--shards and --on-demand exclude each other: an on-demand stream chooses its own shards.",
    "Leave one of them out.",
  ],
  ['up --name ""', "--name is empty.", "Use 1 to 64 of letters, digits, dots, hyphens and underscores."],
  ['up --name "a b"', '--name cannot be "a b".', "Use 1 to 64 of letters, digits, dots, hyphens and underscores."],
  ["up --name a/b", '--name cannot be "a/b".', "Use 1 to 64 of letters, digits, dots, hyphens and underscores."],
  [
    `up --name ${"x".repeat(65)}`,
    "--name is too long: 65 characters.",
    "Use 1 to 64 of letters, digits, dots, hyphens and underscores.",
  ],
  [
    "up --stream-name a:b",
    '--stream-name cannot be "a:b".',
    "Use 1 to 128 of letters, digits, dots, hyphens and underscores.",
  ],
  ["up --role-name a/b", '--role-name cannot be "a/b".', "Use 1 to 64 of letters, digits and any of _+=,.@-."],
  ["up --stage a.b", '--stage cannot be "a.b".', "Use 1 to 128 of letters, digits, hyphens and underscores."],
  [
    "up --path events",
    '--path cannot be "events".',
    "It starts with a slash and has segments of letters, digits, dots, colons, hyphens and underscores, such as /events or /events/{id}.",
  ],
  [
    "up --path /events/",
    '--path cannot be "/events/".',
    "It starts with a slash and has segments of letters, digits, dots, colons, hyphens and underscores, such as /events or /events/{id}.",
  ],
  ["up --auth basic", '--auth takes none or iam, not "basic".', 'Run "kinesis-proxy up --help".'],
  ["up --respond json", '--respond takes empty, receipt or @FILE, not "json".', 'Run "kinesis-proxy up --help".'],
  [
    "up --respond @missing.vtl",
    "The template missing.vtl cannot be read: it is not there.",
    "--respond @FILE takes a file.",
  ],
  ["up --region eu_west", '"eu_west" is not an AWS region.', "Regions look like ap-northeast-2 or eu-west-1."],
  [
    "up --local --endpoint-url http://127.0.0.1:1",
    "--local and --endpoint-url exclude each other.",
    "Leave one of them out.",
  ],
  [
    "up --endpoint-url localhost:4566",
    '"localhost:4566" is not the URL of an endpoint.',
    "It looks like http://127.0.0.1:4566.",
  ],
  ['up --state ""', "--state is empty.", "Pass the path of a file."],
  [
    "allow-ips 203.0.113.7/24",
    '"203.0.113.7/24" is not a range: the address has bits beyond the 24.',
    "Did you mean 203.0.113.0/24?",
  ],
  [
    "allow-ips 2001:db8::1/32",
    '"2001:db8::1/32" is not a range: the address has bits beyond the 32.',
    "Did you mean 2001:db8::/32?",
  ],
  ["allow-ips 203.0.113.0/33", '"203.0.113.0/33" is not a range: the part after the slash goes from 0 to 32.', v6],
  ["allow-ips 2001:db8::/129", '"2001:db8::/129" is not a range: the part after the slash goes from 0 to 128.', v6],
  ["allow-ips 203.0.113", '"203.0.113" is not an IP address or range.', v6],
  ["allow-ips 203.0.113.0/", '"203.0.113.0/" is not a range: the part after the slash goes from 0 to 32.', v6],
  ["allow-ips 0x7f.1", '"0x7f.1" is not an IP address or range.', v6],
  ["allow-ips fe80::1%eth0", '"fe80::1%eth0" is not an IP address or range.', v6],
  [
    "up --allow-ips github",
    '"github" is a sender, not an IP address or range.',
    '"kinesis-proxy allow-ips github" knows its addresses: run it once the endpoint is there.',
  ],
  ["allow-ips office", '"office" is not an IP address or range.', v6],
  [
    "allow-ips",
    "There is no address to allow.",
    'Write "kinesis-proxy allow-ips 203.0.113.0/24", or pass --list or --clear.',
  ],
  [
    "allow-ips 203.0.113.7 --clear",
    "Addresses, --list and --clear exclude each other.",
    'Write "kinesis-proxy allow-ips 203.0.113.0/24", or pass --list or --clear.',
  ],
  [
    "up --partition-key bogus",
    '"bogus" is not a source of partition keys: request-id, header:NAME, query:NAME, path:NAME, body:JSONPATH, source-ip or constant:TEXT.',
    "Such as --partition-key header:X-User-Id, or --partition-key body:$.user.id.",
  ],
  [
    "up --cors https://a.com:443 https://A.b/",
    '"https://a.com:443" is not an origin as browsers write it.',
    "Did you mean --cors https://a.com https://a.b?",
  ],
  [
    "up --cors a.com",
    '"a.com" is not an origin: scheme, host and port only, such as https://app.example.com, or *.',
    "--cors takes origins; none switches it off.",
  ],
  ['up --cors ""', "--cors is empty.", "Write --cors none for no origin."],
  [
    "up --cors https://a.example --cors-headers X-A *",
    '"*" cannot be the name of a header.',
    "Such as --cors-headers X-Request-Id X-Tenant; none for the usual ones alone.",
  ],
  ['up --cors-headers ""', "--cors-headers is empty.", "Write --cors-headers none for the usual ones alone."],
  ['up --batch-path ""', "--batch-path is empty.", "Write --batch-path none for no such route."],
  ['up --schema ""', "--schema is empty.", "Write --schema none for any body."],
  ['up --status ""', "--status is empty.", "Write --status none for the usual statuses."],
  [
    'up --envelope ""',
    "--envelope is empty.",
    "Write --no-envelope for the body alone, --envelope for an envelope without headers.",
  ],
  [
    "up --envelope --envelope-body raw",
    '--envelope-body takes parsed, text or base64, not "raw".',
    'Run "kinesis-proxy up --help".',
  ],
  [
    "up --envelope --envelope-include query,cookies",
    '--envelope-include cannot be "cookies".',
    "It takes method, path, query, headers, key; single headers are named behind --envelope.",
  ],
  ['up --envelope-include ""', "--envelope-include is empty.", "Write --envelope-include none for none of them."],
  [
    "up --envelope-body text",
    "--envelope-body is about an envelope, and there is none.",
    "Add --envelope, or leave it out.",
  ],
  [
    "render --no-envelope --envelope-include query",
    "--envelope-include is about an envelope, and there is none.",
    "Add --envelope, or leave it out.",
  ],
  ['up --allow-ips ""', "--allow-ips is empty.", 'Write "kinesis-proxy allow-ips --clear" to let everybody call.'],
  ["up --status {bad", '--status cannot be "{bad".', "Write --status accepted=204 busy=503."],
  [
    'send --content-type "a\u0001b"',
    '--content-type cannot be "a\\u0001b".',
    "It looks like application/json, or text/csv; charset=utf-8.",
  ],
  [
    'render --content-type ""',
    "--content-type is empty.",
    "It looks like application/json, or text/csv; charset=utf-8.",
  ],
  ["create-straem", 'Unknown command "create-straem".', 'Did you mean "create-stream"?'],
  ["read", 'Unknown command "read".', 'Did you mean "read-records"?'],
  ["sned", 'Unknown command "sned".', 'Did you mean "send"?'],
  ["put", 'Unknown command "put".', 'Did you mean "put-method" or "put-integration"?'],
  ["destroy", 'Unknown command "destroy".', 'Run "kinesis-proxy --help".'],
  ["send --rate 0", '--rate takes a number above 0, up to 100000, not "0".', 'Run "kinesis-proxy send --help".'],
  ["send --rate 1e3", '--rate takes a number above 0, up to 100000, not "1e3".', 'Run "kinesis-proxy send --help".'],
  ["up --shard 2", 'Unknown option "--shard".', 'Did you mean "--shards"?'],
  ["tail --stream clicks", 'Unknown option "--stream".', 'Did you mean "--stream-name" or "--stream-arn"?'],
  ["tail --follow", 'Unknown option "--follow".', '"kinesis-proxy tail" follows without a flag.'],
  ["read-records -n 5", 'Unknown option "-n".', "The last records are --last COUNT."],
  ["up -n 5", 'Unknown option "-n".', 'Run "kinesis-proxy up --help".'],
  ["tail --jsno", 'Unknown option "--jsno".', 'Did you mean "--json"?'],
  [
    "tail my-clicks",
    'Too many arguments for "tail". Expected 0 arguments but got 1.',
    "Name a proxy with --name my-clicks, or any stream with --stream-name my-clicks.",
  ],
  ["up my-clicks", 'Too many arguments for "up". Expected 0 arguments but got 1.', 'Run "kinesis-proxy up --help".'],
  ["up --frobnicate", 'Unknown option "--frobnicate".', 'Run "kinesis-proxy up --help".'],
  ["down", "There is no terminal to ask on.", "Pass --yes to go ahead without being asked."],
  [
    "read-records --limit 0",
    '--limit takes a whole number of 1 or more, not "0".',
    'Run "kinesis-proxy read-records --help".',
  ],
  ["local --port 70000", '--port takes a port from 0 to 65535, not "70000".', 'Run "kinesis-proxy local --help".'],
];

test.each(table)("%s: %s", async (argv, error, hint) => {
  const { exitCode, stdout, stderr, calls, left } = await run(argv);
  expect(stderr).toBe(`error: ${error}\nhint:  ${hint}\n`);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(calls.filter(({ operation }) => operation !== "GetCallerIdentity")).toEqual([]);
  expect(left).toEqual([]);
});

test("no region anywhere: which flag, which variable, and a way without an account", async () => {
  const { exitCode, stderr } = await run("up", { env: {} });
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    "error: There is no region.\nhint:  Pass --region, or set AWS_REGION. To try without an account: --local.\n",
  );
});

describe("a file", () => {
  test.each([
    [
      "up --respond @latin1",
      Buffer.from([0x7b, 0xe9, 0x7d]),
      "The template latin1 is not UTF-8.",
      "Save it as UTF-8 text.",
    ],
    [
      "send --batch some",
      '{"a":1}\n\n{"a":2\n{"a":3}\n',
      'Line 3 of some is not JSON: {"a":2',
      "In a batch each event is JSON on one line. Nothing was sent.",
    ],
    ["send --ndjson blank", "\n \n", "blank has no event in it.", "With --ndjson each line is one event."],
    [
      "render --envelope X-Key ev.json",
      "{}",
      "--envelope takes ev.json for the name of a header, and there is a file of that name.",
      'Put the file first: "kinesis-proxy render ev.json --envelope".',
    ],
  ])("%s: what is in it is no use", async (argv, content, error, hint) => {
    const name = argv.replace(/^.*[ @]/, "");
    const { exitCode, stderr, stdout } = await run(argv, { files: { [name]: content } });
    expect(stderr).toBe(`error: ${error}\nhint:  ${hint}\n`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  });
});

test("none is an answer of --status, --cors and --batch-path, and so is an empty list in the settings file", async () => {
  const file = '{"cors":[],"envelope":[],"status":{"busy":503}}';
  const none = ["--status none --cors none --batch-path none", ""];
  for (const flags of none) expect((await run(`render ${flags}`, { file })).exitCode).toBe(0);
});

test("who switches the envelope off need not take away what the settings file says about it", async () => {
  const file = '{"envelope":true,"envelopeBody":"text","envelopeInclude":["query"]}';
  expect((await run("render", { file })).stdout).toContain('"query": {}');
  expect(await run("render --no-envelope", { file })).toMatchObject({ exitCode: 0, stderr: "" });
});

describe("with --json", () => {
  test.each([
    "",
    "--name x",
    "read",
    "up --shards 0",
    "--json create-straem",
    "up --frobnicate",
    "down",
    "allow-ips office",
  ])("%s is one document on stdout", async (argv) => {
    const { exitCode, stdout } = await run(`${argv} --json`);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: { message: expect.stringMatching(/\.$/), hint: expect.any(String), exitCode: 2 },
    });
  });
});

describe("a settings file", () => {
  test.each([
    ["{", "kinesis-proxy.json is not valid JSON"],
    ["[]", "kinesis-proxy.json is not a JSON object."],
    ['{"shard":2}', 'kinesis-proxy.json has an unknown setting "shard".'],
    ['{"shards":0}', '"shards" in kinesis-proxy.json must be a whole number from 1 to 10000, not 0.'],
    ['{"shards":1.5}', '"shards" in kinesis-proxy.json must be a whole number from 1 to 10000, not 1.5.'],
    ['{"status":{"busy":1.5}}', '"status" in kinesis-proxy.json busy= takes a status from 400 to 599, not 1.5.'],
    ['{"respond":{"type":"mirror"}}', '"respond" in kinesis-proxy.json must be a text, not {"type":"mirror"}.'],
  ])("of %s is refused", async (file, error) => {
    const { exitCode, stderr, calls, left } = await run("up", { file });
    expect(stderr).toContain(`error: ${error}`);
    expect(exitCode).toBe(2);
    expect(calls.filter(({ operation }) => operation !== "GetCallerIdentity")).toEqual([]);
    expect(left).toEqual(["kinesis-proxy.json"]);
  });
});

describe("help", () => {
  test.each(["--help", "help", "up --help", "help up"])("%s goes to stdout, with exit code 0", async (argv) => {
    const { exitCode, stdout, stderr } = await run(argv, { env: {} });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Usage: kinesis-proxy");
  });

  test("help and version stay text with --json, as the help says", async () => {
    expect((await run("--version --json")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { exitCode, stdout } = await run("up --help --json");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: kinesis-proxy up /);
    expect((await run("help")).stdout.replace(/\s+/g, " ")).toContain("help and version stay text");
  });

  test("--version is a version", async () => {
    expect(await run("--version")).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test("no command at all is wrong usage, and shows the help", async () => {
    const { exitCode, stderr, stdout } = await run("");
    expect(exitCode).toBe(2);
    expect(stderr + stdout).toContain("Usage: kinesis-proxy");
  });
});
