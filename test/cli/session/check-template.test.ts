import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../src/main.ts";
import { signedIn } from "../../helpers/account.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { mockedClients } from "../../helpers/mocked-clients.ts";

const again = "Senders would take it for a failure and send it again. The template must make a 2xx of Kinesis' answer.";

async function up(template: string, ...more: readonly string[]) {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
  await writeFile(join(io.cwd, "own.vtl"), template);
  const { clients, aws, calls } = mockedClients();
  signedIn({ aws });
  const exitCode = await main(["up", "--respond", "@own.vtl", ...more], io, { clients, clock: fakeClock() });
  return { exitCode, stderr: io.stderr.text, calls: calls.length };
}

test.each<[what: string, template: string, flags: readonly string[], error: string, hint: string]>([
  [
    "that fails when it is run",
    `#set($a = "b") $util.base64Decode("@@@") $input.path("$[").foo`,
    [],
    "With the template of --respond, a stored record would be answered 500: Unable to transform: Invalid JSON path: $[.",
    again,
  ],
  [
    "that makes a failure of a success",
    "#set($context.responseOverride.status = 500)",
    [],
    "With the template of --respond, a stored record would be answered 500.",
    again,
  ],
  [
    "that makes a failure of a batch alone",
    `#if($input.path('$.Records').size() > 0)#set($context.responseOverride.status = 301)#end {}`,
    ["--batch-path", "/batch"],
    "With the template of --respond, a stored batch (--batch-path) would be answered 301.",
    again,
  ],
  [
    "that is too large",
    `{"a":"${"x".repeat(300 * 1024)}"}`,
    [],
    "The template own.vtl is larger than 300 KB, which is API Gateway's limit.",
    'Run "kinesis-proxy up --help".',
  ],
])("a template %s is wrong usage, and nothing is asked of AWS", async (_, template, flags, error, hint) => {
  expect(await up(template, ...flags)).toEqual({
    exitCode: 2,
    stderr: `error: ${error}\nhint:  ${hint}\n`,
    calls: 0,
  });
});

test.each([
  ["own JSON", `{"ok":true,"in":$input.json('$.ShardId')}`, []],
  ["a 2xx status", "#set($context.responseOverride.status = 202)", ["--batch-path", "/batch"]],
  ["several origins", `{"ok":true}`, ["--cors", "https://a.example", "https://b.example"]],
] as const)("a template with %s is taken", async (_, template, flags) => {
  const { stderr, calls } = await up(template, ...flags);
  expect(stderr).not.toContain("--respond");
  expect(calls).toBeGreaterThan(0);
});
