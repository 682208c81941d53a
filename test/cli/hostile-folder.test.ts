import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo, type FakeIo } from "../helpers/fake-io.ts";

const real = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI",
  AWS_SESSION_TOKEN: "IQoJb3JpZ2luX2VjE",
};

beforeEach(() => {
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

/** Somebody who listens, and notes all that is sent. */
async function listener() {
  const heard: string[] = [];
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      heard.push(`${incoming.rawHeaders.join("\n")}\n${Buffer.concat(chunks).toString()}`);
      answer
        .writeHead(400, { "content-type": "text/xml" })
        .end("<ErrorResponse><Error><Code>X</Code></Error></ErrorResponse>");
    });
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "0.0.0.0", () => resolve((server.address() as { port: number }).port)),
  );
  onTestFinished(() => void server.close());
  return { heard, port };
}

async function folder(file: object, env: Record<string, string> = {}): Promise<FakeIo> {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", ...env } });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await writeFile(join(io.cwd, "kinesis-proxy.json"), JSON.stringify(file));
  return io;
}

async function run(io: FakeIo, ...argv: string[]) {
  const exitCode = await main(argv, io, { clock: fakeClock(Date.now()) });
  return { exitCode, stderr: io.stderr.text, stdout: io.stdout.text };
}

describe("a settings file may not", () => {
  test.each([
    "http://192.0.2.7:5056",
    "https://evil.example",
    "http://localhost.evil.example",
    "http://0.0.0.0:5056",
    "http://127.0.0.1.evil.example",
  ])("choose the endpoint %s", async (endpointUrl) => {
    const { exitCode, stderr } = await run(await folder({ endpointUrl }), "status");
    expect(stderr).toContain(`error: kinesis-proxy.json may name an endpointUrl of this machine only, not of `);
    expect(exitCode).toBe(2);
  });

  test("let a profile's credentials go where it says", async () => {
    const { heard, port } = await listener();
    const file = { endpointUrl: `http://127.0.0.1:${port}`, profile: "prod" };
    const { exitCode, stderr } = await run(await folder(file), "status");
    expect(stderr).toContain(
      "error: The endpointUrl of kinesis-proxy.json takes no calls with the credentials of a profile.",
    );
    expect({ exitCode, heard }).toEqual({ exitCode: 2, heard: [] });
  });

  test("let the environment's real credentials go where it says, not even on this machine", async () => {
    const { heard, port } = await listener();
    await run(await folder({ endpointUrl: `http://127.0.0.1:${port}` }, real), "status");
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.join("")).not.toMatch(/AKIA|IQoJ/);
  });

  test.each([
    ["respond", "@../secret"],
    ["respond", "@link"],
    ["respond", "@/etc/passwd"],
    ["schema", "../secret"],
    ["schema", "link"],
    ["schema", "inner/link"],
  ])("name a file outside of its folder: %s %s", async (setting, path) => {
    const { heard, port } = await listener();
    const outer = await fakeIo();
    await writeFile(join(outer.cwd, "secret"), '{"secret":1}');
    const io = { ...outer, cwd: join(outer.cwd, "folder") };
    await mkdir(join(io.cwd, "inner"), { recursive: true });
    const file = { region: "eu-west-1", endpointUrl: `http://127.0.0.1:${port}`, [setting]: path };
    await writeFile(join(io.cwd, "kinesis-proxy.json"), JSON.stringify(file));
    for (const link of ["link", "inner/link"]) await symlink(join(outer.cwd, "secret"), join(io.cwd, link));
    const { exitCode, stderr } = await run(io, "up");
    expect(stderr).toContain("lies outside of the folder of kinesis-proxy.json");
    expect({ exitCode, heard, left: (await readdir(io.cwd)).includes(".kinesis-proxy") }).toEqual({
      exitCode: 2,
      heard: [],
      left: false,
    });
  });

  test("keep a flag from naming any file", async () => {
    const outer = await fakeIo();
    await writeFile(join(outer.cwd, "events.json"), "[]");
    const { stderr } = await run(await folder({}), "up", "--schema", join(outer.cwd, "events.json"));
    expect(stderr).toContain("events.json is not a JSON object");
  });
});

test("what the file gives is said once, and not with --quiet", async () => {
  const file = { name: "orders", shards: 2, allowIps: ["0.0.0.0/0"], endpointUrl: "http://127.0.0.1:9" };
  const said = await run(await folder(file), "status");
  expect(said.stderr.match(/Settings from/g)).toHaveLength(1);
  expect(said.stderr).toContain(
    'Settings from ./kinesis-proxy.json: name=orders, shards=2, allowIps=["0.0.0.0/0"], endpointUrl=http://127.0.0.1:9\n',
  );
  expect((await run(await folder(file), "status", "--quiet")).stderr).not.toContain("Settings from");
  expect((await run(await folder({ $schema: "x" }), "status", "--local")).stderr).not.toContain("Settings from");
});

describe("only regular files are read, of 300 KB at most", () => {
  const big = "x".repeat(300 * 1024 + 1);

  test.each([
    [["--respond", "@/dev/zero"], "The template /dev/zero cannot be read: it is not a regular file."],
    [["--respond", "@pipe"], "The template pipe cannot be read: it is not a regular file."],
    [["--respond", "@."], "The template . cannot be read: it is a directory."],
    [["--respond", "@big"], "The template big is larger than 300 KB"],
    [["--schema", "/dev/zero"], "The schema /dev/zero cannot be read: it is not a regular file."],
    [["--schema", "pipe"], "The schema pipe cannot be read: it is not a regular file."],
    [["--schema", "big"], "The schema big is larger than 300 KB"],
    [["--state", "/dev/zero"], "is not a plain file"],
    [["--state", "pipe"], "is not a plain file"],
  ])("%s", async (flags, error) => {
    const io = await folder({});
    execFileSync("mkfifo", [join(io.cwd, "pipe")]);
    await writeFile(join(io.cwd, "big"), big);
    const { exitCode, stderr } = await run(io, "up", "--local", ...flags);
    expect(stderr).toContain(error);
    expect(exitCode).toBe(2);
  });

  test("a settings file that is a pipe, a folder or a device is named at once", async () => {
    for (const make of [
      (path: string) => void execFileSync("mkfifo", [path]),
      (path: string) => mkdir(path),
      (path: string) => symlink("/dev/zero", path),
    ]) {
      const io = await fakeIo();
      await make(join(io.cwd, "kinesis-proxy.json"));
      const { exitCode, stderr } = await run(io, "up", "--local");
      expect(stderr).toMatch(/^error: kinesis-proxy.json cannot be read: it is (not a regular file|a directory)\.\n/);
      expect(exitCode).toBe(2);
    }
  });
});

describe("state is not written through a link", () => {
  test.each([".kinesis-proxy", ".kinesis-proxy/orders.local.json"])("%s", async (name) => {
    const outer = await fakeIo();
    await writeFile(join(outer.cwd, "mine"), "keep me");
    const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: "4566" } });
    if (name.includes("/")) await mkdir(join(io.cwd, ".kinesis-proxy"));
    await symlink(name.includes("/") ? join(outer.cwd, "mine") : outer.cwd, join(io.cwd, name));
    const { exitCode, stderr } = await run(io, "up", "--local", "--name", "orders");
    expect(stderr).toContain(`${name} is a link, and state is not written through it.`);
    expect(exitCode).toBe(2);
    expect(await readdir(outer.cwd)).toEqual(["mine"]);
    expect(await readFile(join(outer.cwd, "mine"), "utf8")).toBe("keep me");
  });
});

test("a state file names no file to be read", async () => {
  const { heard, port } = await listener();
  const io = await folder({});
  const endpoint = `http://127.0.0.1:${port}`;
  await mkdir(join(io.cwd, ".kinesis-proxy"));
  await writeFile(join(io.cwd, "secret"), "secret");
  const document = {
    version: 1,
    name: "orders",
    region: "eu-west-1",
    endpoint,
    settings: { respond: "@secret" },
    steps: {},
  };
  await writeFile(join(io.cwd, ".kinesis-proxy", `orders.127.0.0.1-${port}.json`), JSON.stringify(document));
  const { exitCode, stderr } = await run(io, "up", "--name", "orders", "--endpoint-url", endpoint);
  expect(stderr).toContain("The template secret is named by the state file, which names no files.");
  expect({ exitCode, heard }).toEqual({ exitCode: 2, heard: [] });
});

describe("real credentials do not go over plain http to another machine", () => {
  const refusal = "error: The AWS credentials in use are real, and plain http to 0.0.0.0 would show them";

  test.each([
    ["a flag", (url: string) => [["--endpoint-url", url], {}] as const],
    ["AWS_ENDPOINT_URL", (url: string) => [[], { AWS_ENDPOINT_URL: url }] as const],
    ["AWS_ENDPOINT_URL_STS", (url: string) => [[], { AWS_ENDPOINT_URL_STS: url }] as const],
  ])("named by %s", async (_, how) => {
    const { heard, port } = await listener();
    const [flags, env] = how(`http://0.0.0.0:${port}`);
    const { exitCode, stderr } = await run(await folder({}, { ...real, ...env }), "status", ...flags);
    expect(stderr).toContain(refusal);
    expect({ exitCode, heard }).toEqual({ exitCode: 2, heard: [] });
  });

  test.each([
    ["AWS_PROFILE", { AWS_PROFILE: "prod" }, [], {}],
    ["--profile", {}, ["--profile", "prod"], {}],
    ["the settings file", {}, [], { profile: "prod" }],
  ] as const)("named by the profile whose credentials they are, which %s names", async (_, env, flags, file) => {
    const { heard, port } = await listener();
    const io = await folder(file);
    const config = `[profile prod]\nendpoint_url = http://0.0.0.0:${port}\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n`;
    await writeFile(join(io.cwd, "config"), config);
    vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const { exitCode, stderr } = await run(io, "status", ...flags);
    expect(stderr).toContain(refusal);
    expect({ exitCode, heard }).toEqual({ exitCode: 2, heard: [] });
  });

  const keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n";

  test.each([
    ["assumes a role", "AWS_ENDPOINT_URL_STS", `role_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n`],
    [
      "assumes a role by a token",
      "AWS_ENDPOINT_URL_STS",
      `role_arn = arn:aws:iam::111122223333:role/r\nweb_identity_token_file = TOKEN\n`,
    ],
    [
      "has signed in",
      "AWS_ENDPOINT_URL_SSO",
      "sso_start_url = https://s\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = r\n",
    ],
  ])("not those of the SDK's own call for a profile that %s, either", async (_, variable, profile) => {
    const { heard, port } = await listener();
    const io = await folder({});
    await writeFile(join(io.cwd, "token"), "secret-token");
    await mkdir(join(io.cwd, ".aws", "sso", "cache"), { recursive: true });
    const login = {
      accessToken: "secret-token",
      expiresAt: "2099-01-01T00:00:00Z",
      startUrl: "https://s",
      region: "eu-west-1",
    };
    const cached = `${createHash("sha1").update("https://s").digest("hex")}.json`;
    await writeFile(join(io.cwd, ".aws", "sso", "cache", cached), JSON.stringify(login));
    const config = `[profile base]\n${keys}[profile prod]\n${profile.replace("TOKEN", join(io.cwd, "token"))}`;
    await writeFile(join(io.cwd, "config"), config);
    vi.stubEnv("HOME", io.cwd);
    vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
    vi.stubEnv(variable, `http://0.0.0.0:${port}`);
    const { exitCode, stderr } = await run(io, "status", "--profile", "prod");
    expect(stderr).toContain(refusal);
    expect({ exitCode, heard }).toEqual({ exitCode: 2, heard: [] });
  });

  test.each([
    ["to this machine", "127.0.0.1", real],
    ["that are of no account", "0.0.0.0", { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }],
  ])("but %s they do", async (_, host, env) => {
    const { heard, port } = await listener();
    const endpoint = `http://${host}:${port}`;
    await run(await folder({}, env), "status", "--endpoint-url", endpoint);
    expect(heard.join("")).toContain(env.AWS_ACCESS_KEY_ID);
  });
});

test.each([
  "http://user:secret@127.0.0.1:4566",
  "http://secret@127.0.0.1",
  "http://user:secret@[bad",
  "ftp://u:secret@h",
])("an endpoint with a password is refused, and not printed: %s", async (url) => {
  for (const [flags, env, file] of [
    [["--endpoint-url", url], {}, {}],
    [[], { AWS_ENDPOINT_URL: url }, {}],
    [[], {}, { endpointUrl: url }],
  ] as const) {
    const io = await folder(file, { ...env });
    const { exitCode, stderr, stdout } = await run(io, "status", ...flags);
    expect(stderr).toContain("error: The URL of the endpoint contains a user name or a password");
    expect(stderr + stdout).not.toContain("secret");
    expect(exitCode).toBe(2);
    vi.stubEnv("AWS_ENDPOINT_URL", undefined);
  }
});
