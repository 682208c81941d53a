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

async function run(argv: string, { env = here as Readonly<Record<string, string>>, file = "" } = {}) {
  const io = await fakeIo({ env });
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
    'Run "kinesis-proxy up --help".',
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
  ["up --region eu_west", '"eu_west" is no AWS region.', "Regions look like ap-northeast-2 or eu-west-1."],
  [
    "up --local --endpoint-url http://127.0.0.1:1",
    "--local and --endpoint-url exclude each other.",
    "Leave one of them away.",
  ],
  [
    "up --endpoint-url localhost:4566",
    '"localhost:4566" is no URL of an endpoint.',
    "It looks like http://127.0.0.1:4566.",
  ],
  ['up --state ""', "--state is empty.", "Pass the path of a file."],
  [
    "allow-ips 203.0.113.7/24",
    '"203.0.113.7/24" is no range: the address has bits beyond the 24.',
    "Did you mean 203.0.113.0/24?",
  ],
  [
    "allow-ips 2001:db8::1/32",
    '"2001:db8::1/32" is no range: the address has bits beyond the 32.',
    "Did you mean 2001:db8::/32?",
  ],
  ["allow-ips 203.0.113.0/33", '"203.0.113.0/33" is no range: the part after the slash goes from 0 to 32.', v6],
  ["allow-ips 2001:db8::/129", '"2001:db8::/129" is no range: the part after the slash goes from 0 to 128.', v6],
  ["allow-ips 203.0.113", '"203.0.113" is no IP address or range.', v6],
  ["allow-ips 203.0.113.0/", '"203.0.113.0/" is no range: the part after the slash goes from 0 to 32.', v6],
  ["allow-ips 0x7f.1", '"0x7f.1" is no IP address or range.', v6],
  ["allow-ips fe80::1%eth0", '"fe80::1%eth0" is no IP address or range.', v6],
  ["allow-ips office", '"office" is no IP address or range.', v6],
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
  ["create-straem", 'Unknown command "create-straem".', 'Did you mean "create-stream"?'],
  ["up --shard 2", 'Unknown option "--shard".', 'Did you mean "--shards"?'],
  ["up --frobnicate", 'Unknown option "--frobnicate".', 'Run "kinesis-proxy up --help".'],
  ["down", "There is no terminal to ask on.", "Pass --yes to go ahead without being asked."],
  [
    "read-records --limit 0",
    '--limit takes a whole number from 1 to 9007199254740991, not "0".',
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

describe("with --json", () => {
  test.each(["up --shards 0", "--json create-straem", "up --frobnicate", "down", "allow-ips office"])(
    "%s is one document on stdout",
    async (argv) => {
      const { exitCode, stdout } = await run(`${argv} --json`);
      expect(exitCode).toBe(2);
      expect(JSON.parse(stdout)).toEqual({
        error: { message: expect.stringMatching(/\.$/), hint: expect.any(String), exitCode: 2 },
      });
    },
  );
});

describe("a settings file", () => {
  test.each([
    ["{", "kinesis-proxy.json is not valid JSON"],
    ["[]", "kinesis-proxy.json is not a JSON object."],
    ['{"shard":2}', 'kinesis-proxy.json has an unknown setting "shard".'],
    ['{"shards":0}', '--shards takes a whole number from 1 to 10000, not "0".'],
    ['{"respond":{"type":"mirror"}}', "--respond takes empty, receipt or @FILE"],
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

  test("--version is a version", async () => {
    expect(await run("--version")).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test("no command at all is wrong usage, and shows the help", async () => {
    const { exitCode, stderr, stdout } = await run("");
    expect(exitCode).toBe(2);
    expect(stderr + stdout).toContain("Usage: kinesis-proxy");
  });
});
