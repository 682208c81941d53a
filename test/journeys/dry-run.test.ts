import {
  DeleteApiKeyCommand,
  DeleteStageCommand,
  GetApiKeysCommand,
  GetRestApisCommand,
} from "@aws-sdk/client-api-gateway";
import { DetachRolePolicyCommand, UntagRoleCommand } from "@aws-sdk/client-iam";
import { RemoveTagsFromStreamCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { commands as all } from "../../src/cli/program.ts";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { world, type Clients } from "./world.ts";

const name = "orders";

/** What there is before the command: what was run, and what somebody did then. */
const states: Readonly<Record<string, { readonly runs: readonly string[]; by?(clients: Clients): Promise<unknown> }>> =
  {
    nothing: { runs: [] },
    "a route that was never deployed": {
      runs: ["create-stream", "create-role", "create-api", "put-method", "put-integration"],
    },
    "a whole proxy": { runs: ["up --no-probe"] },
    "a proxy whose API key and policy somebody took away": {
      runs: ["up --no-probe --api-key --allow-ips 127.0.0.1"],
      async by({ apigateway, iam }) {
        const { items = [] } = await apigateway.send(new GetApiKeysCommand({}));
        for (const { id: apiKey } of items) await apigateway.send(new DeleteApiKeyCommand({ apiKey }));
        const PolicyArn = `arn:aws:iam::000000000000:policy/${name}`;
        await iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn }));
      },
    },
    "a proxy whose stage somebody deleted": {
      runs: ["up --no-probe"],
      async by({ apigateway }) {
        const restApiId = (await apigateway.send(new GetRestApisCommand({}))).items?.[0]?.id;
        await apigateway.send(new DeleteStageCommand({ restApiId, stageName: "production" }));
      },
    },
  };

test("every command that changes something is tried here", () => {
  const asked = Object.values(all).flatMap((group) => group.filter(({ does, flags }) => does ?? flags?.["dryRun"]));
  // replay makes records and no step: its tests are its own.
  const changing = asked.filter(({ name }) => name !== "replay");
  const tried = [...commands, "down", "import"].map((words) => words.split(" ")[0]);
  expect(changing.map((one) => one.name).sort()).toEqual([...new Set(tried)].sort());
});

const commands = [
  "create-stream --shards 2",
  "create-role",
  "create-api",
  "put-method --auth iam",
  "put-integration --newline",
  "deploy",
  "deploy --stage v2",
  "allow-ips 127.0.0.0/8",
  "archive --archive-buffer 1MB/0s",
  "up --no-probe --path /events",
];

const verbs: Readonly<Record<string, string>> = {
  create: "created",
  change: "changed",
  remove: "removed",
  keep: "kept",
};

/** The lines about steps: mark, title, and what becomes of it. */
function stepLines(text: string): readonly string[] {
  const lines = [...text.matchAll(/^([-+~=!]) (.+?): (\w+)(?: \(.*\))?$/gm)];
  // What a deployment replaces is named in its own line, and taken away without one.
  const steps = lines.filter(([, , title = ""]) => !/^(Stage|Deployment) \w+ of REST API/.test(title));
  return steps.map(([, mark, title, verb = ""]) => `${mark} ${title}: ${verbs[verb] ?? verb}`).sort();
}

/** All of them with `npm run test:long`; otherwise all where the proxy is whole, and of every other state each third one. */
const triedOn = (state: string): readonly string[] =>
  state === "a whole proxy" || process.env["KINESIS_PROXY_TEST_LONG"] !== undefined
    ? commands
    : commands.filter((_, place) => place % 3 === Object.keys(states).indexOf(state) % 3);

describe.each(Object.entries(states))("of %s", (state, { runs, by }) => {
  test.each(triedOn(state))("%s --dry-run says what it does, and does nothing", async (command) => {
    const { local, clients, asked } = await world();
    const desk = await deskAt(local);
    const run = (words: string) => runHere(desk, ...words.split(" "), "--local", "--name", name);
    for (const words of runs) expect(await run(words)).toMatchObject({ code: 0 });
    await by?.(clients);
    const before = asked.length;
    const planned = await run(`${command} --dry-run`);
    expect(asked.slice(before).filter((one) => !/^(Get|List|Describe)/.test(one))).toEqual([]);
    const done = await run(`${command} --yes`);
    // Whether the endpoint works cannot be planned.
    if (/endpoint|does not work|cannot be told/.test(done.stderr) && done.code === 1) return;
    if (done.code !== 0) return expect(planned.code).toBe(done.code);
    expect(stepLines(done.stderr)).toEqual(stepLines(planned.stdout));
    expect(planned.code).toBe(stepLines(done.stderr).every((line) => line.startsWith("=")) ? 0 : 3);
  });
});

/** What becomes of each step, as --json says it. */
function outcomesIn(stdout: string): Readonly<Record<string, string>> {
  const { steps } = JSON.parse(stdout) as { readonly steps: Readonly<Record<string, { readonly outcome: string }>> };
  const done: Readonly<Record<string, string>> = { remove: "removed", keep: "kept", import: "imported" };
  const outcomes = Object.entries(steps).map(([name, { outcome }]) => [name, done[outcome] ?? outcome] as const);
  return Object.fromEntries(outcomes.filter(([, outcome]) => outcome !== "absent" && outcome !== "unchanged"));
}

describe.each(Object.entries(states))("of %s", (_, { runs, by }) => {
  test.each(["down", "down --keep-stream"])("%s --dry-run says what it does, and does nothing", async (command) => {
    const { local, clients, asked } = await world();
    const desk = await deskAt(local);
    const run = (words: string) => runHere(desk, ...words.split(" "), "--local", "--name", name);
    for (const words of runs) expect(await run(words)).toMatchObject({ code: 0 });
    await by?.(clients);
    const before = asked.length;
    const planned = await run(`${command} --dry-run --json`);
    expect(asked.slice(before).filter((one) => !/^(Get|List|Describe)/.test(one))).toEqual([]);
    const done = await run(`${command} --yes --json`);
    expect(done.code).toBe(0);
    expect(outcomesIn(done.stdout)).toEqual(outcomesIn(planned.stdout));
    const removes = Object.values(outcomesIn(done.stdout)).includes("removed");
    expect(planned.code).toBe(removes ? 3 : 0);
  });
});

test("import --dry-run says what it tags, and tags nothing", async () => {
  const { local, clients, asked } = await world();
  const desk = await deskAt(local);
  const run = (words: string) => runHere(desk, ...words.split(" "), "--local", "--name", name);
  for (const words of ["create-stream", "create-role"]) expect(await run(words)).toMatchObject({ code: 0 });
  const TagKeys = ["kinesis-proxy"];
  await clients.kinesis.send(new RemoveTagsFromStreamCommand({ StreamName: name, TagKeys }));
  await clients.iam.send(new UntagRoleCommand({ RoleName: name, TagKeys }));
  const before = asked.length;
  const planned = await run("import --dry-run --json");
  expect(asked.slice(before).filter((one) => !/^(Get|List|Describe)/.test(one))).toEqual([]);
  const done = await run("import --yes --json");
  expect(outcomesIn(done.stdout)).toEqual(outcomesIn(planned.stdout));
  expect(outcomesIn(done.stdout)).toMatchObject({ stream: "imported" });
  expect([planned.code, done.code]).toEqual([3, 0]);
});
