import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { PutDashboardCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { desk, deskAt, type Ended } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { inventory, world, type World } from "./world.ts";

/** One sentence, one hint, nothing on stdout: the whole of what a user reads. */
function complaint(error: string | RegExp, hint: string | RegExp, code: number): Ended {
  const source = (part: string | RegExp): string =>
    typeof part === "string" ? part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&") : part.source;
  const stderr = new RegExp(`^error: ${source(error)}\nhint:  ${source(hint)}\n$`);
  return { code, signal: null, stdout: "", stderr: expect.stringMatching(stderr) as unknown as string };
}

describe("wrong words", () => {
  const table: readonly (readonly [words: readonly string[], error: string | RegExp, hint: string | RegExp])[] = [
    [["creat-stream"], 'Unknown command "creat-stream".', 'Did you mean "create-stream"?'],
    [["allow-ips", "203.0.113.0/33"], /"203\.0\.113\.0\/33" is not a range: .*\./, /Write a range such as .*/],
    [["up", "--name", "a b"], '--name cannot be "a b".', /Use 1 to 64 of .*/],
    [["up", "--name", "x".repeat(200)], "--name is too long: 200 characters.", /Use 1 to 64 of .*/],
    [["up", "--name", ""], "--name is empty.", /Use 1 to 64 of .*/],
    [
      ["up", "--shards", "0"],
      /--shards takes a whole number from 1 to 10000, not "0"\./,
      /Run "node \S+kinesis-proxy\.js up --help"\./,
    ],
    [["down"], "There is no terminal to ask on.", "Pass --yes to go ahead without being asked."],
  ];

  test.each(table)("%j: exit 2, and nothing is touched", async (words, error, hint) => {
    const { local, asked } = await world();
    const at = await deskAt(local);
    expect(await at.run(...words, "--local")).toEqual(complaint(error, hint, 2));
    expect(asked).toEqual([]);
    expect(await readdir(at.folder)).toEqual([]);
  });

  test("down without --yes leaves a proxy that is there as it is", async () => {
    const aws = await world();
    const at = await deskAt(aws.local);
    await at.json("up", "--local");
    const before = await inventory(aws.clients);
    expect((await at.run("down", "--local")).code).toBe(2);
    expect(await inventory(aws.clients)).toEqual(before);
  });
});

describe("an AWS that cannot be asked", () => {
  test("no region: exit 2", async () => {
    const at = await deskAt(undefined);
    expect(await at.run("up")).toEqual(
      complaint("There is no region.", "Pass --region, or set AWS_REGION. To try without an account: --local.", 2),
    );
    expect(await readdir(at.folder)).toEqual([]);
  });

  test("no credentials: exit 1", async () => {
    const at = await deskAt(undefined, { AWS_REGION: "eu-west-1" });
    expect(await at.run("up")).toEqual(
      complaint(
        "There are no AWS credentials.",
        'Set AWS_PROFILE or pass --profile, or run "aws configure". To try without an account: --local.',
        1,
      ),
    );
    expect(await readdir(at.folder)).toEqual([]);
  });

  test("nothing listens at the endpoint: exit 1", async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const at = await deskAt(undefined, { AWS_REGION: "eu-west-1" });
    expect(await at.run("up", "--endpoint-url", endpoint)).toEqual(
      complaint(`Nothing answers at ${endpoint}.`, "Check --endpoint-url (or AWS_ENDPOINT_URL).", 1),
    );
    expect(await readdir(at.folder)).toEqual([]);
  });

  test("expired credentials: exit 1, and nothing but who calls and which APIs there are was asked", async () => {
    let late = 0;
    const after = (ms: number, work: () => void): void => void setTimeout(work, ms).unref();
    const aws = await world({ clock: { now: () => Date.now() + late, after } });
    const env = await guest(aws);
    late = 2 * 3_600_000;
    const asked = aws.asked.length;
    const at = await deskAt(undefined, { ...env, AWS_REGION: "ap-northeast-2", AWS_ENDPOINT_URL: aws.local.url });
    expect(await at.run("up")).toEqual(
      complaint("The AWS credentials have expired.", /Sign in \("aws sso login"\).*/, 1),
    );
    // The list is asked for beside the question who calls.
    expect(new Set(aws.asked.slice(asked))).toEqual(new Set(["GetCallerIdentity", "GetRestApis"]));
    expect(await readdir(at.folder)).toEqual([]);
  });

  test("a caller who may do nothing: exit 1, with the permission that is missing, and nothing is made", async () => {
    const aws = await world();
    const env = await guest(aws);
    const at = await deskAt(undefined, { ...env, AWS_REGION: "ap-northeast-2", AWS_ENDPOINT_URL: aws.local.url });
    const { code, stdout, stderr } = await at.run("up", "--quiet");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error: AWS denies (\w+:\w+), which [a-z-]+ \(.*\) needs: .* not authorized to perform: \1 .*\nhint:  Give arn:\S+ the permission \1 on arn:\S+, or use other credentials \(--profile\)\.\n$/,
    );
    expect(await inventory(aws.clients)).toMatchObject({ streams: [], roles: ["guest"], policies: [], apis: [] });
  });

  test("a caller who may only read: plan and status work, and up names the permission and the step that needs it", async () => {
    const aws = await world();
    const reads = ["kinesis:Describe*", "kinesis:List*", "iam:Get*", "iam:List*", "apigateway:GET"];
    const env = await guest(aws, reads);
    const at = await deskAt(undefined, { ...env, AWS_REGION: "ap-northeast-2", AWS_ENDPOINT_URL: aws.local.url });
    expect(await at.run("plan", "--json")).toMatchObject({ code: 3, stderr: "" });
    expect(await at.run("status")).toMatchObject({ code: 0, stdout: "Nothing is there.\n", stderr: "" });
    const up = await at.run("up", "--quiet");
    expect(up.code).toBe(1);
    expect(up.stderr).toMatch(
      /^error: AWS denies (kinesis:CreateStream|iam:CreateRole|apigateway:POST), which create-/,
    );

    const owner = await deskAt(aws.local);
    const { steps } = await owner.json(
      "up",
      "--local",
      "--allow-ips",
      "127.0.0.1",
      "--batch-path",
      "/many",
      "--api-key",
    );
    const seen = await at.run("plan", "--json", "--allow-ips", "127.0.0.1", "--batch-path", "/many", "--api-key");
    expect(Object.keys((JSON.parse(seen.stdout) as typeof owner & { steps: object }).steps)).toEqual(
      Object.keys(steps),
    );
    expect({ code: seen.code, stderr: seen.stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("who may make the proxy but no logs, alarms or dashboard is told so before anything is made; a plan works", async () => {
    const aws = await world();
    const sights = ["logs:Describe*", "logs:List*", "cloudwatch:Describe*", "cloudwatch:List*", "cloudwatch:Get*"];
    const env = await guest(aws, ["kinesis:*", "iam:*", "apigateway:*", ...sights]);
    const at = await deskAt(undefined, { ...env, AWS_REGION: "ap-northeast-2", AWS_ENDPOINT_URL: aws.local.url });
    const before = await snapshot(aws.clients);
    const plan = ["plan", "--name", "orders", "--access-log", "--execution-log", "info", "--alarms", "--dashboard"];
    expect(await at.run(...plan, "--json")).toMatchObject({ code: 3, stderr: "" });
    const needed: Readonly<Record<string, string>> = {
      "--access-log": "logs:PutRetentionPolicy, which deploy \\(Log group /aws/vendedlogs/kinesis-proxy/orders\\)",
      "--execution-log info": "logs:PutRetentionPolicy, which deploy \\(Log group of the execution log\\)",
      "--alarms": "cloudwatch:TagResource, which deploy \\(Alarms kinesis-proxy/orders/\\*\\)",
      "--dashboard": "cloudwatch:TagResource, which deploy \\(Dashboard kinesis-proxy-orders-ap-northeast-2\\)",
    };
    for (const [flags, permission] of Object.entries(needed)) {
      const words = ["--name", "orders", ...flags.split(" ")];
      const { code, stderr } = await at.run("up", "--quiet", ...words);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(`^error: AWS denies ${permission} needs: .*\nhint:  Give arn:.*\n$`) as string,
      });
      expect(await snapshot(aws.clients)).toEqual(before);
    }
  });

  test("what is of no use by itself, for a proxy that is not there: exit 2, and nothing is made", async () => {
    const aws = await world();
    const at = await deskAt(aws.local);
    const before = await snapshot(aws.clients);
    for (const flags of ["--log-retention 30", "--alarm-silence 1h", "--cors-headers X-A", "--quota 9/day"]) {
      const { code, stderr } = await runHere(at, "up", "--quiet", "--local", ...flags.split(" "));
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringMatching(new RegExp(`^error: ${flags.split(" ")[0]} .*\\nhint: .*\\n$`)) as string,
      });
    }
    expect(await snapshot(aws.clients)).toEqual(before);
    expect(await readdir(at.folder)).toEqual([]);
  });

  test("who may not give the account its role for logs is told so, and nothing stays", async () => {
    const aws = await world({ faults: ["deny@UpdateAccount*9"] });
    const at = await deskAt(aws.local);
    const before = await snapshot(aws.clients);
    const { code, stderr } = await runHere(at, "up", "--quiet", "--local", "--access-log");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: AWS denies apigateway:PATCH.*which deploy.*\nhint:  .*\n$/) as string,
    });
    expect(await snapshot(aws.clients)).toEqual(before);
  });

  test("a log group, alarm or dashboard of others in the way is told before anything is made", async () => {
    const aws = await world();
    const at = await deskAt(aws.local);
    const { logs, cloudwatch } = aws.clients.lazily;
    const alarm = { EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold", Threshold: 1 } as const;
    const metric = { Namespace: "web", MetricName: "clicks", Statistic: "Sum", Period: 60 } as const;
    const [DashboardName, DashboardBody] = ["kinesis-proxy-orders-ap-northeast-2", '{"widgets":[]}'];
    await (await logs()).send(new CreateLogGroupCommand({ logGroupName: "/aws/vendedlogs/kinesis-proxy/orders" }));
    await (
      await cloudwatch()
    ).send(new PutMetricAlarmCommand({ AlarmName: "kinesis-proxy/orders/5xx", ...alarm, ...metric }));
    await (await cloudwatch()).send(new PutDashboardCommand({ DashboardName, DashboardBody }));
    const before = await snapshot(aws.clients);
    for (const flag of ["--access-log", "--alarms", "--dashboard"]) {
      const { code, stderr } = await runHere(at, "up", "--quiet", "--local", "--name", "orders", flag);
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringMatching(/^error: .* is not this proxy's and differs .*\nhint: {2}.*\n$/) as string,
      });
      expect(await snapshot(aws.clients)).toEqual(before);
    }
  });
});

describe("a state file", () => {
  const good = {
    version: 1,
    name: "api-gateway-kinesis-proxy",
    region: "ap-northeast-2",
    accountId: "000000000000",
    endpoint: "",
    settings: {},
    steps: {},
  };
  const rebuild = /Move it away and run the command again .*/;
  const table: readonly (readonly [string, (real: Sample) => string, RegExp, RegExp])[] = [
    ["that is empty", () => "", /.* is damaged \(it is empty\)\./, rebuild],
    ["cut short", ({ text }) => text.slice(0, -20), /.* is damaged \(it is no JSON, or cut short\)\./, rebuild],
    ["of another account", ({ of }) => of({ accountId: "111122223333" }), /.* account 111122223333.*/, /.+/],
    ["of a newer version", ({ of }) => of({ version: 99 }), /.* is of version 99, .*/, /Update kinesis-proxy, .*/],
  ];
  type Sample = { readonly text: string; readonly of: (other: object) => string };

  test.each(table)("%s: exit 2, and it stays as it was", async (_name, change, error, hint) => {
    const aws = await world();
    const at = await deskAt(aws.local);
    const value = { ...good, endpoint: aws.local.url };
    const sample = { text: JSON.stringify(value), of: (other: object) => JSON.stringify({ ...value, ...other }) };
    const path = join(at.folder, "state.json");
    await writeFile(path, change(sample));
    expect(await at.run("up", "--local", "--state", "state.json")).toEqual(complaint(error, hint, 2));
    expect(await readFile(path, "utf8")).toBe(change(sample));
    expect(await readdir(at.folder)).toEqual(["state.json"]);
    expect(aws.asked.filter((operation) => operation !== "GetCallerIdentity")).toEqual([]);
    // The same file without the fault is fine: it is the fault that was refused.
    await writeFile(path, sample.text);
    expect((await at.run("create-stream", "--local", "--state", "state.json")).code).toBe(0);
  });

  test("that is a directory: exit 2", async () => {
    const aws = await world();
    const at = await deskAt(aws.local);
    await mkdir(join(at.folder, "state"));
    expect(await at.run("up", "--local", "--state", "state")).toEqual(
      complaint(/The state file .* is a folder\./, "Choose a file with --state.", 2),
    );
    expect(aws.asked).toEqual([]);
  });

  test.skipIf(process.geteuid === undefined)("that cannot be written: exit 2, before anything is made", async () => {
    const aws = await world();
    const at = await deskAt(aws.local);
    await chmod(at.folder, 0o500);
    const plain = desk(at.folder, at.env, undefined, await plainUser(at.folder));
    expect(await plain.run("up", "--local")).toEqual(
      complaint(/The state file .* cannot be written: permission denied\./, /Give permission or make room, .*/, 2),
    );
    expect(aws.asked).toEqual([]);
    expect(existsSync(join(at.folder, ".kinesis-proxy"))).toBe(false);
  });
});

/** root may write everywhere, so as root the command runs as nobody. */
async function plainUser(folder: string): Promise<number | undefined> {
  const nobody = 65_534;
  if (process.geteuid?.() !== 0) return undefined;
  await chown(folder, nobody, nobody);
  return nobody;
}

/** Keys of somebody who may do nothing, as environment. */
async function guest({ clients }: World, actions: readonly string[] = []): Promise<Record<string, string>> {
  const Statement = [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await clients.iam.send(new CreateRoleCommand({ RoleName: "guest", AssumeRolePolicyDocument }));
  if (actions.length > 0) {
    const allowed = [{ Effect: "Allow", Action: actions, Resource: "*" }];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: allowed });
    await clients.iam.send(new PutRolePolicyCommand({ RoleName: "guest", PolicyName: "may", PolicyDocument }));
  }
  const session = { RoleArn: Role?.Arn, RoleSessionName: "ana" };
  const { Credentials } = await clients.sts.send(new AssumeRoleCommand(session));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
  };
}

/** A port of this machine where nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
