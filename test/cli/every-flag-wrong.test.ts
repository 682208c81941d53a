import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { commands } from "../../src/cli/program.ts";
import { changeFlags, globalFlags } from "../../src/cli/global-flags.ts";
import { main } from "../../src/main.ts";
import type { Flag } from "../../src/settings/flags/flag.ts";
import { flagsOf } from "../../src/settings/flags/flags-of.ts";
import { envName, flagName } from "../../src/settings/flags/names.ts";
import { settingNames, entries, type SettingName } from "../../src/settings/table.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo } from "../helpers/fake-io.ts";

/** A value that each setting refuses. */
const wrongSettings: Readonly<Record<SettingName, string>> = {
  name: "a b",
  streamName: "a:b",
  streamArn: "theirs",
  roleName: "a/b",
  roleArn: "writer",
  apiName: "é",
  apiId: "A_b",
  shards: "0",
  onDemand: "perhaps",
  retention: "23",
  maxRecordSize: "1023",
  kmsKey: "a b",
  path: "events",
  apiKey: "perhaps",
  quota: "10000/hour",
  auth: "basic",
  schema: "missing.json",
  partitionKey: "bogus",
  batchPath: "many",
  batchFrom: "$..a",
  firehoseKey: "ä",
  getEvents: "perhaps",
  handshake: "a b",
  handshakeToken: "hub.verify_token",
  health: "health",
  accept: "json;",
  envelope: "X-A:",
  envelopeBody: "raw",
  envelopeInclude: "cookies",
  newline: "perhaps",
  cors: "shop.example",
  corsHeaders: "X-A:",
  corsCredentials: "perhaps",
  status: "busy=99",
  respond: "json",
  stage: "a.b",
  throttle: "fast",
  accessLog: "perhaps",
  accessLogFormat: "$context.status",
  logRetention: "10",
  executionLog: "debug",
  dataTrace: "perhaps",
  tracing: "perhaps",
  detailedMetrics: "perhaps",
  archive: "s3://Orders",
  archiveCompress: "zip",
  archiveBuffer: "5MB",
  alarms: "ops",
  alarmSilence: "1y",
  dashboard: "perhaps",
  preset: "acme",
  allowIps: "office",
};

/** What is wrong with each flag of a command's own, by `command --flag` or by flag: the words to type for it. */
const wrongFlags: Readonly<Record<string, readonly string[]>> = {
  "--region": ["eu_west"],
  "--profile": [""],
  "--endpoint-url": ["localhost:4566"],
  "--state": [""],
  "export --out": [""],
  "--timeout": ["soon"],
  "--stream-name": ["a:b"],
  "--role-name": ["a/b"],
  "--api-id": ["A_b"],
  "--count": ["0"],
  "--rate": ["0"],
  "--content-type": [""],
  "--status": ["4x"],
  "--slow": ["soon"],
  "--period": ["90s"],
  "--since": ["yesterday"],
  "--from-archive": ["s3://Not_A_Bucket"],
  "--until": ["tomorrow"],
  "--limit": ["0"],
  "--grep": ["("],
  "shards --since": ["latest"],
  "--stream-arn": ["theirs"],
  "--forward-to": ["events"],
  "--concurrency": ["0"],
  "--to-url": ["events"],
  "--to-stream": ["a/b"],
  "--color": ["sometimes"],
  "--output": ["yaml"],
  "--query": ["data.["],
  "--format": ["{data"],
  "--delimiter": ["\\q", "--raw"],
  "--time": ["cet"],
  "--hide": ["id"],
  "--hex": ["--json"],
  "--exclude": ["("],
  "--where": ["["],
  "--idle-timeout": ["soon"],
  "--poll-interval": ["soon", "100ms"],
  "--from-sequence": ["0"],
  "--last": ["x"],
  "--header": ["X-User"],
  "--url": ["events"],
  "--request": ["DELETE"],
  "--refresh": ["missing.json", "stripe"],
  "--port": ["70000"],
  "--host": ["everywhere"],
  "--memory": ["1MB"],
  "--s3-dir": ["/dev/null"],
  "--fault": ["earthquake"],
  "--events": ["many"],
  "--size": ["large"],
  "--peak": ["0.5"],
  "--readers": ["99"],
  "--per-request": ["501"],
  "--prices": ["missing.json"],
};

/** Flags that take any text: no word can be told to be wrong before AWS is asked. */
const anyText: readonly string[] = ["--shard", "--key", "--checkpoint", "--words"];

/** A wrong argument of each command that takes one. */
const wrongArguments: Readonly<Record<string, string>> = {
  send: "missing.json",
  "preset show": "acme",
  render: "missing.json",
  "allow-ips": "office",
  export: "pulumi",
  url: "metrics",
  open: "steam",
  completion: "csh",
};

const everyCommand = Object.values(commands).flat();
const own = everyCommand.flatMap(({ name, flags = {}, does }) =>
  Object.entries<Flag>({ ...flags, ...(does !== undefined && changeFlags) }).map(
    ([flag, how]) => [name, flag, how] as const,
  ),
);

const asked: string[] = [];
const aws = createServer((request, response) => {
  asked.push(`${request.method} ${request.headers["x-amz-target"] ?? request.url}`);
  response.statusCode = 500;
  response.end();
});
let endpoint = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => aws.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
});
afterAll(() => void aws.close());
beforeEach(() => {
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "/nowhere");
  return () => vi.unstubAllEnvs();
});

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}, file?: object) {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL: endpoint, ...env } });
  if (file !== undefined) await writeFile(join(io.cwd, "kinesis-proxy.json"), JSON.stringify(file));
  const code = await main(words, io, { clock: fakeClock() });
  return { code, stdout: io.stdout.text, stderr: io.stderr.text, asked: asked.splice(0) };
}

/** One sentence and one hint that names the next command or what to write, and AWS was not called. */
async function refused(ending: ReturnType<typeof run>, label = "") {
  const ended = await ending;
  expect(ended).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^error: [^\n]*[^\n.]\.\nhint: {2}[^\n]+\n$/),
    asked: [],
  });
  expect(ended.stderr).toContain(label);
}

const twin = (flag: string): string => flagName(flag).replace("--", "--no-");

test("right words do reach AWS here", async () => {
  expect((await run(["status"])).asked).not.toEqual([]);
});

test.each(settingNames)("%s: each command that takes its flag refuses a wrong one", async (name) => {
  // `local` and the presets serve every proxy.
  const takes = everyCommand.filter((command) =>
    name === "name"
      ? !/^local$|^preset /.test(command.name)
      : flagsOf(command.settings ?? []).some(([setting]) => setting === name),
  );
  const { argument, no } = entries[name];
  for (const command of takes) {
    const value = argument === undefined ? [`${flagName(name)}=perhaps`] : [flagName(name), wrongSettings[name]];
    await refused(run([...command.name.split(" "), ...value]));
    if (no !== undefined) await refused(run([...command.name.split(" "), `${twin(name)}=perhaps`]));
  }
});

test.each(settingNames)(
  "%s: its variable and its member of kinesis-proxy.json are named where they are wrong",
  async (name) => {
    await refused(run(["up"], { [envName(name)]: wrongSettings[name] }), envName(name));
    await refused(run(["up"], {}, { [name]: wrongSettings[name] }), `"${name}" in kinesis-proxy.json`);
    await refused(run(["up"], {}, { [name]: { wrong: true } }), `"${name}" in kinesis-proxy.json`);
  },
);

test.each(own)("%s --%s: a wrong value is refused", async (command, flag, how) => {
  const words = wrongWords(flag, how, command);
  if (words !== undefined) await refused(run([...command.split(" "), ...words]));
});

test.each(Object.entries<Flag>(globalFlags).filter(([flag]) => flag !== "name"))(
  "--%s: a wrong value is refused",
  async (flag, how) => refused(run(["status", ...wrongWords(flag, how)!])),
);

/** A flag with something wrong; undefined where any text is right. */
function wrongWords(flag: string, { value, no }: Flag, command = ""): readonly string[] | undefined {
  const label = flagName(flag);
  if (no === true) return [`${twin(flag)}=perhaps`];
  if (value === undefined) return [`${label}=perhaps`];
  if (anyText.includes(label)) return undefined;
  const words = wrongFlags[`${command} ${label}`] ?? wrongFlags[label];
  expect(words, `a wrong value for ${command} ${label} in this test`).toBeDefined();
  return [label, ...words!];
}

test.each(everyCommand)("$name: a wrong argument is refused", async ({ name, argument }) => {
  if (argument === undefined) return refused(run([...name.split(" "), "word"]));
  expect(wrongArguments[name], `a wrong argument for ${name} in this test`).toBeDefined();
  await refused(run([...name.split(" "), wrongArguments[name]!]));
});
