import {
  DeleteIntegrationCommand,
  DeleteMethodCommand,
  DeleteStageCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  UpdateMethodCommand,
  UpdateRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import {
  CreatePolicyVersionCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeleteStreamCommand,
  IncreaseStreamRetentionPeriodCommand,
  StartStreamEncryptionCommand,
  UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { typed } from "./cli.ts";
import { aKey } from "../local/kms/call-kms.ts";
import { hereAt, runHere } from "./in-process.ts";
import { inventory, post, world, type Clients } from "./world.ts";

const name = "orders";
const policyArn = `arn:aws:iam::000000000000:policy/${name}`;
const everything =
  "--batch-path /batch --cors https://shop.example --allow-ips 127.0.0.1 --shards 2 --retention 48".split(" ");
const deny = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "kinesis:*", Resource: "*" }],
});

/** Where the API's POST on the path is. */
async function at({ apigateway }: Clients, path: string) {
  const restApiId = (await apigateway.send(new GetRestApisCommand({}))).items?.[0]?.id;
  const { items } = await apigateway.send(new GetResourcesCommand({ restApiId }));
  return { restApiId, resourceId: items?.find((one) => one.path === path)?.id, httpMethod: "POST" };
}

/** What somebody may do by hand to what the proxy is made of. */
const byHand: Readonly<Record<string, (clients: Clients) => Promise<unknown>>> = {
  "deletes the stream": ({ kinesis }) => kinesis.send(new DeleteStreamCommand({ StreamName: name })),
  "keeps records for longer": ({ kinesis }) =>
    kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName: name, RetentionPeriodHours: 72 })),
  "encrypts the stream with a key of the account": ({ kinesis }) =>
    kinesis.send(new StartStreamEncryptionCommand({ StreamName: name, EncryptionType: "KMS", KeyId: "alias/audited" })),
  "halves the shards": ({ kinesis }) =>
    kinesis.send(
      new UpdateShardCountCommand({ StreamName: name, TargetShardCount: 1, ScalingType: "UNIFORM_SCALING" }),
    ),
  "detaches the policy": ({ iam }) => iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn })),
  "denies all in a new version of the policy": ({ iam }) =>
    iam.send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument: deny, SetAsDefault: true })),
  "lets somebody else assume the role": ({ iam }) =>
    iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: name,
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }),
    ),
  "deletes the role": async ({ iam }) => {
    await iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn }));
    await iam.send(new DeleteRoleCommand({ RoleName: name }));
  },
  "renames the API": async (clients) =>
    clients.apigateway.send(
      new UpdateRestApiCommand({
        restApiId: (await at(clients, "/")).restApiId,
        patchOperations: [{ op: "replace", path: "/name", value: "other" }],
      }),
    ),
  "deletes the method": async (clients) => clients.apigateway.send(new DeleteMethodCommand(await at(clients, "/"))),
  "asks for signatures": async (clients) =>
    clients.apigateway.send(
      new UpdateMethodCommand({
        ...(await at(clients, "/")),
        patchOperations: [{ op: "replace", path: "/authorizationType", value: "AWS_IAM" }],
      }),
    ),
  "deletes the integration of the batch route": async (clients) =>
    clients.apigateway.send(new DeleteIntegrationCommand(await at(clients, "/batch"))),
  "puts another template": async (clients) =>
    clients.apigateway.send(
      new PutIntegrationCommand({
        ...(await at(clients, "/")),
        type: "AWS",
        integrationHttpMethod: "POST",
        uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord",
        credentials: `arn:aws:iam::000000000000:role/${name}`,
        requestTemplates: { "application/json": "{}" },
      }),
    ),
  "answers 200 to everything": async (clients) =>
    clients.apigateway.send(
      new PutIntegrationResponseCommand({ ...(await at(clients, "/")), statusCode: "502", selectionPattern: "x" }),
    ),
  "clears the resource policy": async (clients) =>
    clients.apigateway.send(
      new UpdateRestApiCommand({
        restApiId: (await at(clients, "/")).restApiId,
        patchOperations: [{ op: "replace", path: "/policy", value: "" }],
      }),
    ),
  "deletes the stage": async (clients) =>
    clients.apigateway.send(
      new DeleteStageCommand({ restApiId: (await at(clients, "/")).restApiId, stageName: "production" }),
    ),
  "does nothing": () => Promise.resolve(),
};

const done: Readonly<Record<string, string>> = {
  create: "created",
  repair: "repaired",
  remove: "removed",
  keep: "kept",
};

describe("up does exactly what plan says, after somebody", () => {
  test.each(Object.keys(byHand))("%s", async (what) => {
    const { local, clients, asked } = await world();
    aKey(local.account, { alias: "alias/audited" });
    const desk = await hereAt(local);
    expect(await runHere(desk, "up", "--local", "--no-probe", "--name", name, ...everything)).toMatchObject({
      code: 0,
    });
    const undisturbed = await inventory(clients);
    await byHand[what]!(clients);

    const before = asked.length;
    const planned = await runHere(desk, "plan", "--local", "--name", name, "--json");
    expect(asked.slice(before).filter((one) => !/^(Get|List|Describe)/.test(one))).toEqual([]);
    const { steps } = JSON.parse(planned.stdout) as { steps: Record<string, { outcome: string }> };
    const expected = Object.entries(steps).map(([step, { outcome }]) => [step, done[outcome] ?? outcome]);
    expect(planned.code).toBe(what === "does nothing" ? 0 : 3);

    const again = await runHere(desk, "up", "--local", "--no-probe", "--name", name, "--json", "--yes");
    const made = JSON.parse(again.stdout) as { steps: Record<string, { outcome: string }> };
    expect(Object.entries(made.steps).map(([step, { outcome }]) => [step, outcome])).toEqual(expected);
    expect((await runHere(desk, "plan", "--local", "--name", name)).code).toBe(0);
    expect({ ...(await inventory(clients)), deployments: [] }).toEqual({ ...undisturbed, deployments: [] });
  });
});

test("before anything is there, and of another path and stage: created, moved and taken away as the plans say", async () => {
  const { local } = await world();
  const desk = await hereAt(local);
  const both = async (command: string, ...words: readonly string[]) => {
    const plan = command === "down" ? ["plan", "--down"] : ["plan", ...words];
    const planned = JSON.parse((await desk.run(...plan, "--local", "--json")).stdout) as typeof made;
    const made = await desk.json(command, "--local", "--yes", ...words);
    const told = Object.entries(planned.steps).map(([step, { outcome }]) => [step, done[outcome] ?? outcome]);
    expect(Object.entries(made.steps).map(([step, { outcome }]) => [step, outcome])).toEqual(told);
    return planned;
  };
  await both("up", "--api-key", "--schema", await desk.file("schema.json", '{"type":"object"}'));
  const moved = await both("up", "--path", "/events", "--stage", "v2", "--partition-key", "source-ip");
  expect(moved.steps).toMatchObject({
    method: { outcome: "create", detail: "instead of POST /" },
    deployment: { outcome: "create", detail: "instead of stage production" },
  });
  await both("down");
});

test("where a stream stays, the plan of down names two commands, each for what it does", async () => {
  const { local } = await world();
  const desk = await hereAt(local);
  const { url = "" } = JSON.parse((await runHere(desk, "up", "--local", "--json")).stdout) as { readonly url?: string };
  expect((await post(url, "{}")).status).toBe(200);
  const { stdout, stderr } = await runHere(desk, "plan", "--down", "--local");
  const down = `KINESIS_PROXY_LOCAL_PORT=${local.port} kinesis-proxy down`;
  expect(stdout).toContain(`Run "${down} --force-stream --local" to remove all of it, with what stays.\n`);
  expect(stderr).toBe(`To do this: ${down} --local\n`);
});

test("--dry-run of each command says what that command would do, and changes nothing", async () => {
  const { local, asked } = await world();
  const desk = await hereAt(local);
  const ended = await desk.run("create-stream", "--local", "--dry-run", "--shards", "3");
  const next = `KINESIS_PROXY_LOCAL_PORT=${local.port} ${typed} create-stream --shards 3 --local`;
  expect(ended).toMatchObject({ code: 3, stderr: `To do this: ${next}\n` });
  expect(ended.stdout).toBe("+ Kinesis stream api-gateway-kinesis-proxy: create\n\nTo do: 1 to create.\n");
  await desk.json("up", "--local", "--no-probe");
  const before = asked.length;
  for (const words of [
    ["create-role"],
    ["put-method", "--auth", "iam"],
    ["put-integration", "--newline"],
    ["deploy", "--stage", "v2"],
    ["allow-ips", "203.0.113.7"],
    ["down"],
  ])
    expect([words, (await desk.run(...words, "--local", "--dry-run")).code]).toEqual([
      words,
      words[0] === "create-role" ? 0 : 3,
    ]);
  expect(asked.slice(before).filter((one) => !/^(Get|List|Describe)/.test(one))).toEqual([]);
  expect((await desk.run("plan", "--local")).code).toBe(0);
});
