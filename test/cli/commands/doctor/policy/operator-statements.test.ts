import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { setMaxListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { main } from "../../../../../src/main.ts";
import { fakeClock } from "../../../../helpers/fake-clock.ts";
import { fakeIo } from "../../../../helpers/fake-io.ts";
import { aKey } from "../../../../local/kms/call-kms.ts";
import { inventory, world } from "../../../../journeys/world.ts";

vi.setConfig({ testTimeout: 120_000 });

/** An operator with exactly the policy that `doctor --policy` prints for these flags, on a local AWS that holds him to it. */
async function operatorOf(flags: readonly string[]) {
  const { local, clients } = await world();
  aKey(local.account, { alias: "alias/orders" });
  const place = ["--endpoint-url", local.url, "--region", "ap-northeast-2", "--name", "orders"];
  const io = await fakeIo();
  setMaxListeners(0, io.signal);
  const run = async (env: Record<string, string>, ...words: readonly string[]) => {
    const { stdout, stderr } = await fakeIo();
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const code = await main([...words, ...place], { ...io, stdout, stderr, env }, { clock: fakeClock(Date.now()) });
    vi.unstubAllEnvs();
    return { code, stdout: stdout.text, stderr: stderr.text };
  };
  const { stdout, stderr } = await run({}, "doctor", "--policy", ...flags);
  const Statement = [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await clients.iam.send(new CreateRoleCommand({ RoleName: "operator", AssumeRolePolicyDocument }));
  // What is too long for a managed policy is a policy of the role itself, as the command says.
  if (/^warning: This policy has \d+ characters/m.test(stderr))
    await clients.iam.send(
      new PutRolePolicyCommand({ RoleName: "operator", PolicyName: "operator", PolicyDocument: stdout }),
    );
  else {
    const document = { PolicyName: "operator", PolicyDocument: stdout };
    const { Policy } = await clients.iam.send(new CreatePolicyCommand(document));
    await clients.iam.send(new AttachRolePolicyCommand({ RoleName: "operator", PolicyArn: Policy?.Arn }));
  }
  const session = { RoleArn: Role?.Arn, RoleSessionName: "ana" };
  const { Credentials: keys } = await clients.sts.send(new AssumeRoleCommand(session));
  const env = {
    AWS_ACCESS_KEY_ID: keys?.AccessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: keys?.SecretAccessKey ?? "",
    AWS_SESSION_TOKEN: keys?.SessionToken ?? "",
  };
  return { clients, run: (...words: readonly string[]) => run(env, ...words) };
}

test("without credentials the same policy is printed for any account", async () => {
  const { local } = await world();
  const flags = [
    "--region",
    "eu-west-1",
    "--archive",
    "--access-log",
    "--kms-key",
    "alias/k",
    "--name",
    "o".repeat(40),
  ];
  const env = { AWS_EC2_METADATA_DISABLED: "true", HOME: "/nowhere", AWS_CONFIG_FILE: "/dev/null" };
  const of = async (...more: readonly string[]) => {
    const io = await fakeIo({ env: { ...env, AWS_SHARED_CREDENTIALS_FILE: "/dev/null" } });
    for (const [name, value] of Object.entries(io.env)) vi.stubEnv(name, value);
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
    const code = await main(["doctor", "--policy", ...flags, ...more], io, { clock: fakeClock() });
    vi.unstubAllEnvs();
    return { code, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  const known = await of("--endpoint-url", local.url);
  const unknown = await of();
  expect(unknown).toMatchObject({ code: 0, stdout: known.stdout.replaceAll("000000000000", "*") });
  expect(unknown.stderr).toMatch(
    /^warning: The account is not known, and \* stands for it: There are no AWS credentials\. /,
  );
});

const everything = [
  ["--shards", "2", "--retention", "48", "--kms-key", "alias/orders", "--api-key", "--quota", "1000/day"],
  ["--batch-path", "/batch", "--health", "/health", "--get-events", "--cors", "https://shop.example"],
  ["--throttle", "100", "--access-log", "--execution-log", "error", "--tracing", "--detailed-metrics", "--alarms"],
  ["--dashboard"],
  ["--archive", "--allow-ips", "127.0.0.1"],
].flat();

test.each([
  ["nothing", [] as string[], ["--retention", "72"]],
  ["signatures", ["--auth", "iam"], ["--path", "/events"]],
  [
    "everything",
    everything,
    ["--no-api-key", "--no-archive", "--no-alarms", "--no-access-log", "--execution-log", "off", "--no-tracing"],
  ],
])("who has the policy for %s can make, see, change and remove the proxy", async (_, flags, change) => {
  const { clients, run } = await operatorOf(flags);
  const done = { code: 0, stderr: expect.not.stringMatching(/denie|not authorized/i) };
  expect(await run("up", "--no-probe", ...flags)).toMatchObject(done);
  expect(await run("status")).toMatchObject(done);
  expect(await run("doctor")).toMatchObject(done);
  expect(await run("plan")).toMatchObject(done);
  expect(await run("up", "--no-probe", "--yes", ...change)).toMatchObject(done);
  expect(await run("down", "--yes", "--force-stream", "--force-bucket")).toMatchObject(done);
  expect(await inventory(clients)).toMatchObject({ streams: [], apis: [] });
});
