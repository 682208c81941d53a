import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { asCalled, programName, type ProxyFlags } from "../../src/report/as-called.ts";
import { main } from "../../src/main.ts";
import { proxy } from "../../src/steps/index.ts";
import { deadUrl } from "../helpers/http-server.ts";
import { fakeIo } from "../helpers/fake-io.ts";

const all: ProxyFlags = {
  "--name": "orders9",
  "--region": "eu-west-1",
  "--profile": "my profile; $(id)",
  "--endpoint-url": "http://127.0.0.1:4570",
  "--state": "my state/it's.json",
};

describe("how the program is typed again", () => {
  const at = (script: string | undefined, env: Record<string, string> = {}): string =>
    programName({ script, env, cwd: "/home/ana/shop" });

  test.each([
    ["npx", at("/home/ana/.npm/_npx/1/node_modules/.bin/kinesis-proxy", { npm_command: "exec" }), "npx kinesis-proxy"],
    ["a script of package.json", at("/home/ana/shop/node_modules/.bin/kinesis-proxy"), "npx kinesis-proxy"],
    ["PATH", at("/usr/local/bin/kinesis-proxy", { PATH: "/bin:/usr/local/bin" }), "kinesis-proxy"],
    ["a link elsewhere", at("/opt/my tools/kinesis-proxy", { PATH: "/bin" }), "'/opt/my tools/kinesis-proxy'"],
    ["node", at("/home/ana/shop/bin/kinesis-proxy.js"), "node bin/kinesis-proxy.js"],
    ["node, from another folder", at("/srv/kp/bin/kinesis-proxy.js"), "node /srv/kp/bin/kinesis-proxy.js"],
    ["the library", at(undefined), "kinesis-proxy"],
  ])("by %s", (_, name, expected) => expect(name).toBe(expected));
});

describe("a command in a text", () => {
  const local: ProxyFlags = { "--local": true, "--name": "a b" };
  const called = { program: "npx kinesis-proxy", proxyFlags: local };

  test.each([
    ['Run "kinesis-proxy up" first.', `Run "npx kinesis-proxy up --local --name 'a b'" first.`],
    [
      'Run "kinesis-proxy a --x 1", or "kinesis-proxy b".',
      `Run "npx kinesis-proxy a --x 1 --local --name 'a b'", or "npx kinesis-proxy b --local --name 'a b'".`,
    ],
    ["Try:       kinesis-proxy send", "Try:       npx kinesis-proxy send --local --name 'a b'"],
    ["In another terminal: kinesis-proxy send", "In another terminal: npx kinesis-proxy send --local --name 'a b'"],
    ["  kinesis-proxy allow-ips 127.0.0.1", "  npx kinesis-proxy allow-ips 127.0.0.1 --local --name 'a b'"],
    ['run "kinesis-proxy down --name other"', 'run "npx kinesis-proxy down --name other --local"'],
    ['"kinesis-proxy local" in another terminal', '"npx kinesis-proxy local" in another terminal'],
    ['or use "kinesis-proxy dev"', `or use "npx kinesis-proxy dev --name 'a b'"`],
    ['Run "kinesis-proxy up --help".', 'Run "npx kinesis-proxy up --help".'],
    ["was not made by kinesis-proxy.", "was not made by kinesis-proxy."],
    ["this kinesis-proxy knows version 1", "this kinesis-proxy knows version 1"],
    ["kinesis-proxy.json is damaged", "kinesis-proxy.json is damaged"],
  ])("%s", (text, expected) => expect(asCalled(text, called)).toBe(expected));

  test.each<[string, true | undefined, string]>([
    ['Run "kinesis-proxy status".', true, 'Run "KINESIS_PROXY_LOCAL_PORT=18301 p status --local".'],
    [
      "In another terminal: kinesis-proxy up --local",
      undefined,
      "In another terminal: KINESIS_PROXY_LOCAL_PORT=18301 p up --local",
    ],
    ['Run "kinesis-proxy status".', undefined, 'Run "p status".'],
    ['Run "kinesis-proxy dev".', true, 'Run "p dev".'],
    ['Run "kinesis-proxy local".', true, 'Run "p local".'],
    ['Run "kinesis-proxy dev" or "kinesis-proxy local".', undefined, 'Run "p dev" or "p local".'],
  ])("on a local AWS at another port: %s, with --local: %s", (text, local, expected) => {
    const called = { program: "p", proxyFlags: { "--local": local }, localPort: 18301 };
    expect(asCalled(text, called)).toBe(expected);
  });

  test("that starts a local AWS starts it at the port that the environment names", () => {
    const called = { program: "p", proxyFlags: { "--local": true }, localPort: 18301, ownPort: 18301 } as const;
    expect(asCalled('"kinesis-proxy local", or "kinesis-proxy dev"', called)).toBe(
      '"KINESIS_PROXY_LOCAL_PORT=18301 p local", or "KINESIS_PROXY_LOCAL_PORT=18301 p dev"',
    );
    expect(asCalled('"kinesis-proxy dev --help"', called)).toBe('"p dev --help"');
    expect(asCalled('"kinesis-proxy local --port 0"', called)).toBe('"p local --port 0"');
  });

  test("for another proxy leaves the state file of this one out", () => {
    const proxyFlags = { "--state": "x.json", "--endpoint-url": "http://e" };
    expect(asCalled('"kinesis-proxy down --name other"', { program: "p", proxyFlags })).toBe(
      '"p down --name other --endpoint-url http://e"',
    );
  });
});

/** What the source puts where a value stands. */
const samples: Readonly<Record<string, string>> = {
  "up ${flag} ${words}": "up --accept json text/csv",
  '${seen.cidrs.join(" ")}': "203.0.113.0/24 2001:db8::/32",
  '${ranges.join(" ")}': "203.0.113.7/32",
  "allow-ips ${name}": "allow-ips stripe",
  "allow-ips ${text}": "allow-ips stripe",
  "preset show ${name}": "preset show stripe",
  "down --name ${name}": "down --name orders",
  "${named}": "--stream-name orders",
  "${shellWord(name)}": "event.json",
  "${shellWord(owner)}": "other",
  "${shellWord(about)}": "203.0.113.7/32",
  "${take}": "text/plain",
  "${commandIn(argv, program)}--help": "up --help",
};

/** Every command that the source gives to paste, its values filled in. */
function hints(): readonly string[] {
  const root = join(import.meta.dirname, "..", "..", "src");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("report/as-called"))
    .map((path) => readFileSync(join(root, path), "utf8").replace(/^ *(\/\/|\/?\*).*$/gm, ""));
  const filled = sources.map((text) =>
    Object.entries(samples).reduce((all, [value, sample]) => all.replaceAll(value, sample), text),
  );
  const found = filled.flatMap((text) =>
    [...text.matchAll(/"kinesis-proxy ([a-z-](?:\$\{[^}]*\}|[^"`])*)"/g)].map(([, words = ""]) => words),
  );
  const steps = [...found, "${command}"].flatMap((words) =>
    words.startsWith("${command}") ? proxy.map((step) => step.command) : [words],
  );
  return [...new Set([...steps, "send", "up --local"])];
}

describe("each hint of the source runs as it is pasted, and means the same proxy", () => {
  const io = fakeIo;

  test.each(hints())("%s", async (words) => {
    expect(words).not.toContain("${");
    for (const proxyFlags of [all, { "--local": true, "--name": "orders9" } satisfies ProxyFlags]) {
      const text = asCalled(`Run "kinesis-proxy ${words}".`, { program: "printf '%s\\n'", proxyFlags });
      const argv = execFileSync("sh", ["-c", text.slice('Run "'.length, -'".'.length)], { encoding: "utf8" })
        .split("\n")
        .slice(0, -1);
      const program = createProgram(await io(), { version: "1.0.0", argv }, {}, () => undefined);
      let seen: Record<string, unknown> | undefined;
      for (const command of program.commands.flatMap((one) => (one.commands.length > 0 ? one.commands : [one])))
        command.action(() => void (seen = command.optsWithGlobals()));
      const help = program.parseAsync(argv, { from: "user" });
      const helps = words === "help" || words.endsWith("--help");
      if (helps) await expect(help).rejects.toThrow();
      else await help;
      const [command = ""] = words.split(" ");
      if (helps || command === "local") continue;
      const wanted = Object.entries(proxyFlags)
        .filter(([flag]) => !` ${words} `.includes(` ${flag} `))
        .filter(([flag]) => command !== "dev" || flag === "--name" || flag === "--region")
        .filter(([flag]) => !words.includes("--name ") || flag !== "--state")
        .filter(([flag]) => !words.includes("--local") || flag !== "--endpoint-url")
        .map(([flag, value]) => [flag.slice(2).replace(/-(.)/g, (_, one: string) => one.toUpperCase()), value]);
      expect(seen).toMatchObject(Object.fromEntries(wanted));
    }
  });
});

test("a run's own hint, note and plan say the program and the flags in use", async () => {
  const endpoint = await deadUrl();
  const script = "/srv/kp/bin/kinesis-proxy.js";
  const world = { ...(await fakeIo({ env: { AWS_REGION: "eu-west-1" } })), script };
  await main(["send", "--batch", "--profile", "a b", "--name", "orders9", "--zzzzzz"], world);
  expect(world.stderr.text).toContain('hint:  Run "node /srv/kp/bin/kinesis-proxy.js send --help".');
  const { port } = new URL(endpoint);
  const other = { ...(await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: port } })), script };
  expect(await main(["send", "--local", "--name", "orders9", "--region", "eu-west-1", "--json"], other)).toBe(1);
  expect(JSON.parse(other.stdout.text)).toMatchObject({
    error: {
      hint: `Start the local AWS with "KINESIS_PROXY_LOCAL_PORT=${port} node /srv/kp/bin/kinesis-proxy.js local" in another terminal, or use "KINESIS_PROXY_LOCAL_PORT=${port} node /srv/kp/bin/kinesis-proxy.js dev --name orders9 --region eu-west-1".`,
    },
  });
});
