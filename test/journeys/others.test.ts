import {
  CreateApiKeyCommand,
  CreateResourceCommand,
  CreateStageCommand,
  CreateUsagePlanKeyCommand,
  DeleteUsagePlanKeyCommand,
  GetDeploymentsCommand,
  GetRestApisCommand,
  GetUsagePlansCommand,
  PutGatewayResponseCommand,
  PutMethodCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import { AttachRolePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { inventory, post, world, type Clients } from "./world.ts";

const name = "orders";
const flags = ["--local", "--name", name, "--no-probe"];

/** The only API, its root and its deployment. */
async function theApi({ apigateway }: Clients) {
  const [api] = (await apigateway.send(new GetRestApisCommand({}))).items ?? [];
  const [deployment] = (await apigateway.send(new GetDeploymentsCommand({ restApiId: api?.id }))).items ?? [];
  return { restApiId: api?.id, root: api?.rootResourceId, deploymentId: deployment?.id };
}

async function up(...more: readonly string[]) {
  const there = await world();
  const desk = await deskAt(there.local);
  expect(await runHere(desk, "up", ...flags, ...more)).toMatchObject({ code: 0 });
  const run = (...words: readonly string[]) => runHere(desk, ...words, "--local", "--name", name);
  return { ...there, run };
}

describe("down takes nothing of others along", () => {
  test("stages and methods in our API: it stays, with the reason, until that is said", async () => {
    const { clients, run } = await up();
    const { restApiId, root, deploymentId } = await theApi(clients);
    const { apigateway } = clients;
    const { id: resourceId } = await apigateway.send(
      new CreateResourceCommand({ restApiId, parentId: root, pathPart: "foo" }),
    );
    await apigateway.send(
      new PutMethodCommand({ restApiId, resourceId, httpMethod: "GET", authorizationType: "NONE" }),
    );
    await apigateway.send(new CreateStageCommand({ restApiId, stageName: "theirs", deploymentId }));
    const why =
      /others have put stage theirs, GET \/foo into it[^]*Run "KINESIS_PROXY_LOCAL_PORT=\d+ kinesis-proxy down --force-api --local[^"]*" to remove/;
    expect(await run("down", "--dry-run")).toMatchObject({ code: 3, stdout: expect.stringMatching(why) });
    expect(await run("down", "--yes")).toMatchObject({ code: 3, stdout: expect.stringMatching(why) });
    expect((await inventory(clients)).apis).toEqual([name]);
    expect(await run("down", "--yes", "--force-api")).toMatchObject({ code: 0 });
    expect((await inventory(clients)).apis).toEqual([]);
  });

  test("a usage plan in which others have keys stays, with our tag, until they are out", async () => {
    const { clients, run } = await up("--api-key");
    const { apigateway } = clients;
    const plan = (await apigateway.send(new GetUsagePlansCommand({}))).items?.[0];
    const { id: keyId } = await apigateway.send(new CreateApiKeyCommand({ name: "theirs" }));
    const usagePlanId = plan?.id;
    await apigateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: "API_KEY" }));
    const why = `others use the usage plan ${name} (key ${keyId}): take them out first`;
    expect(await run("down", "--dry-run")).toMatchObject({ code: 3, stdout: expect.stringContaining(why) });
    expect(await run("down", "--yes")).toMatchObject({ code: 3, stdout: expect.stringContaining(why) });
    const [left, ...more] = (await apigateway.send(new GetUsagePlansCommand({}))).items ?? [];
    expect({ id: left?.id, tags: left?.tags, more }).toEqual({ id: plan?.id, tags: plan?.tags, more: [] });
    await apigateway.send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId }));
    expect(await run("down", "--yes")).toMatchObject({ code: 0 });
    expect((await apigateway.send(new GetUsagePlansCommand({}))).items).toEqual([]);
  });

  test("up without a key keeps such a plan, and says so once; that is not something to do", async () => {
    const { clients, run } = await up("--api-key");
    const { apigateway } = clients;
    const usagePlanId = (await apigateway.send(new GetUsagePlansCommand({}))).items?.[0]?.id;
    const { id: keyId } = await apigateway.send(new CreateApiKeyCommand({ name: "theirs" }));
    await apigateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: "API_KEY" }));
    const told = (text: string): number => text.split("others use the usage plan").length - 1;
    const planned = await run("plan", "--no-api-key");
    expect({ code: planned.code, told: told(planned.stdout) }).toEqual({ code: 3, told: 1 });
    const made = await run("up", "--no-probe", "--no-api-key", "--yes");
    expect({ code: made.code, told: told(made.stderr) }).toEqual({ code: 0, told: 1 });
    const again = await run("plan");
    expect({ code: again.code, told: told(again.stdout) }).toEqual({ code: 0, told: 1 });
    expect((await apigateway.send(new GetUsagePlansCommand({}))).items).toHaveLength(1);
  });

  test("our policy on another role: both stay, and nothing of it is half gone", async () => {
    const { clients, run } = await up();
    const trust = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
    await clients.iam.send(new CreateRoleCommand({ RoleName: "other", AssumeRolePolicyDocument }));
    const PolicyArn = `arn:aws:iam::000000000000:policy/${name}`;
    await clients.iam.send(new AttachRolePolicyCommand({ RoleName: "other", PolicyArn }));
    const ended = await run("down", "--yes");
    expect(ended).toMatchObject({
      code: 3,
      stdout: expect.stringContaining("its policy is attached to 1 more: detach it there first"),
    });
    expect(await inventory(clients)).toMatchObject({ roles: [name, "other"], policies: [name], apis: [], streams: [] });
  });
});

test("import does not take what another proxy looks after, nor an API that is not there", async () => {
  const { local, clients } = await up();
  const thief = await deskAt(local);
  const stolen = await runHere(thief, "import", "--local", "--name", "thief", "--stream-name", name, "--yes");
  expect(stolen).toMatchObject({
    code: 3,
    stderr: expect.stringContaining(`Kinesis stream ${name} belongs to the proxy ${name}: its tag says so.`),
  });
  const nowhere = await runHere(thief, "import", "--local", "--name", "thief", "--api-id", "nope123456", "--yes");
  expect(nowhere).toMatchObject({ code: 3, stderr: expect.stringContaining("There is no REST API nope123456") });
  expect((await inventory(clients)).streams).toEqual([name]);
});

describe("what somebody set by hand is seen, and mended or refused", () => {
  test("a canary, and a timeout that is too short for any answer", async () => {
    const { clients, run } = await up();
    const { apigateway } = clients;
    const { restApiId, root, deploymentId } = await theApi(clients);
    const patch = (path: string, value: string) => [{ op: "replace" as const, path, value }];
    await apigateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: "production",
        patchOperations: [
          ...patch("/canarySettings/percentTraffic", "50"),
          ...patch("/canarySettings/deploymentId", deploymentId ?? ""),
        ],
      }),
    );
    await apigateway.send(
      new UpdateIntegrationCommand({
        restApiId,
        resourceId: root,
        httpMethod: "POST",
        patchOperations: patch("/timeoutInMillis", "50"),
      }),
    );
    const planned = await run("plan");
    expect(planned.code).toBe(3);
    expect(planned.stdout).toMatch(/timeout: 50 → 29000/);
    expect(planned.stdout).toMatch(/canary: 50 % to deployment \w+ → none/);
    expect(await run("up", "--no-probe")).toMatchObject({ code: 0 });
    expect((await run("plan")).code).toBe(0);
  });

  test("a gateway response that turns a refusal into 200 is not published", async () => {
    const { clients, run } = await up();
    const { restApiId } = await theApi(clients);
    const lie = { restApiId, responseType: "INTEGRATION_FAILURE", statusCode: "200" } as const;
    await clients.apigateway.send(new PutGatewayResponseCommand(lie));
    const ended = await run("up", "--no-probe");
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("INTEGRATION_FAILURE 200") });
  });
});

test("what stands in the way of an existing resource is found before anything is made", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const streamArn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/nope";
  for (const way of [
    ["--stream-arn", streamArn],
    ["--api-id", "zzzzzzzzzz"],
  ])
    expect(await runHere(desk, "up", ...flags, ...way)).toMatchObject({ code: 3 });
  expect(await inventory(clients)).toMatchObject({ streams: [], roles: [], policies: [], apis: [] });
  // The mistake is not remembered for ever.
  expect(await runHere(desk, "up", ...flags, "--stream-name", name, "--api-id", "none")).toMatchObject({ code: 0 });
  expect(await inventory(clients)).toMatchObject({ streams: [name], apis: [name] });
});

test("a lost state file opens no door: who may call stays, and a batch route that is off stays off", async () => {
  const { local, run } = await up("--auth", "iam", "--batch-path", "/batch");
  expect(await run("up", "--no-probe", "--batch-path", "none")).toMatchObject({ code: 0 });
  const other = await deskAt(local);
  const planned = await runHere(other, "plan", "--local", "--name", name);
  expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do.") });

  const keyed = await deskAt(local);
  expect(await runHere(keyed, "up", "--local", "--name", "keyed", "--api-key")).toMatchObject({ code: 0 });
  const again = await runHere(await deskAt(local), "up", "--local", "--name", "keyed");
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("= Method POST /: unchanged") });
  expect((await post(again.stdout.trim(), "{}")).status).toBe(403);
});
