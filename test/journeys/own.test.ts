import {
  CreateStageCommand,
  GetDeploymentsCommand,
  GetModelsCommand,
  GetRestApisCommand,
  GetStagesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deskAt, type Desk } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, world, type Clients } from "./world.ts";

const local = ["--local", "--no-probe"];

async function forget(desk: Desk): Promise<void> {
  await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true, force: true });
}

/** The only API with its stages and deployments. */
async function theApi({ apigateway }: Clients) {
  const [api, ...more] = (await apigateway.send(new GetRestApisCommand({}))).items ?? [];
  expect(more).toEqual([]);
  const restApiId = api?.id ?? "";
  const [stages, deployments] = await Promise.all([
    apigateway.send(new GetStagesCommand({ restApiId })),
    apigateway.send(new GetDeploymentsCommand({ restApiId })),
  ]);
  return { api, restApiId, stages: stages.item ?? [], deployments: deployments.items ?? [] };
}

async function up(...flags: readonly string[]) {
  const there = await world();
  const desk = await deskAt(there.local);
  const made = await runHere(desk, "up", ...local, ...flags);
  expect(made).toMatchObject({ code: 0 });
  return { ...there, desk, url: made.stdout.trim() };
}

describe("with the state file lost and other settings, nothing answers that the settings do not name", () => {
  test("a stage: it is named by plan and status, and gone after up", async () => {
    const { desk, clients, url } = await up();
    expect((await post(url, "{}")).status).toBe(200);
    await forget(desk);
    const words = [...local, "--stage", "s2", "--allow-ips", "10.0.0.0/8"];
    const planned = await runHere(desk, "plan", "--local", ...words.slice(2));
    expect(planned).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^- Stage production of REST API .*: remove$/m),
    });
    expect(await runHere(desk, "up", ...words)).toMatchObject({ code: 0 });
    expect((await post(url, "{}")).status).toBe(403);
    const { stages, deployments } = await theApi(clients);
    expect(stages.map(({ stageName }) => stageName)).toEqual(["s2"]);
    expect(deployments).toHaveLength(1);
    expect(await runHere(desk, "plan", "--local")).toMatchObject({ code: 0 });
    await forget(desk);
    expect(await runHere(desk, "down", "--local", "--yes", "--force-stream")).toMatchObject({ code: 0 });
    expect((await clients.apigateway.send(new GetRestApisCommand({}))).items).toEqual([]);
  });

  test("a stage that an earlier version made, without a mark of its own", async () => {
    const { desk, clients } = await up();
    const { restApiId } = await theApi(clients);
    const resourceArn = `arn:aws:apigateway:ap-northeast-2::/restapis/${restApiId}/stages/production`;
    await clients.apigateway.send(new UntagResourceCommand({ resourceArn, tagKeys: ["kinesis-proxy"] }));
    const patchOperations = [{ op: "replace" as const, path: "/description", value: "" }];
    await clients.apigateway.send(new UpdateStageCommand({ restApiId, stageName: "production", patchOperations }));
    await forget(desk);
    expect(await runHere(desk, "up", ...local, "--stage", "s2")).toMatchObject({ code: 0 });
    expect((await theApi(clients)).stages.map(({ stageName }) => stageName)).toEqual(["s2"]);
  });

  test("a run that was cut off before it took the old stage away: status names it, up takes it away", async () => {
    const { desk, clients } = await up("--stage", "s2");
    const { restApiId, deployments } = await theApi(clients);
    const stage = { restApiId, stageName: "production", deploymentId: deployments[0]?.id };
    await clients.apigateway.send(
      new CreateStageCommand({ ...stage, tags: { "kinesis-proxy": "api-gateway-kinesis-proxy" } }),
    );
    const status = await runHere(desk, "status", "--local");
    expect(status).toMatchObject({ code: 3, stdout: expect.stringContaining("! Stage production of REST API") });
    expect(await runHere(desk, "up", ...local)).toMatchObject({ code: 0 });
    expect((await theApi(clients)).stages.map(({ stageName }) => stageName)).toEqual(["s2"]);
    expect(await runHere(desk, "status", "--local")).toMatchObject({ code: 0 });
  });

  test("a stage of somebody else's in our API is neither deployed to nor taken away", async () => {
    const { desk, clients } = await up();
    const { restApiId, deployments } = await theApi(clients);
    const stage = { restApiId, stageName: "theirs", deploymentId: deployments[0]?.id };
    await clients.apigateway.send(new CreateStageCommand(stage));
    const arn = `arn:aws:apigateway:ap-northeast-2::/restapis/${restApiId}/stages/theirs`;
    await clients.apigateway.send(new TagResourceCommand({ resourceArn: arn, tags: { team: "other" } }));
    await forget(desk);
    expect(await runHere(desk, "up", ...local, "--newline")).toMatchObject({ code: 0 });
    const refused = await runHere(desk, "up", ...local, "--stage", "theirs", "--partition-key", "source-ip");
    expect(refused).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("The stage theirs of this API is not this proxy's"),
    });
    expect((await theApi(clients)).stages.map(({ stageName }) => stageName)).toEqual(["production", "theirs"]);
  });

  test("a route: the new one asks for the key that the old one asked for", async () => {
    const { desk, clients } = await up("--api-key", "--path", "/a", "--cors", "*");
    const { restApiId, api } = await theApi(clients);
    // As an earlier version left it.
    const resourceArn = `arn:aws:apigateway:ap-northeast-2::/restapis/${restApiId}`;
    await clients.apigateway.send(new UntagResourceCommand({ resourceArn, tagKeys: ["kinesis-proxy-api-key"] }));
    await forget(desk);
    const moved = await runHere(desk, "up", ...local, "--path", "/b");
    expect(moved).toMatchObject({ code: 0 });
    expect((await post(moved.stdout.trim(), "{}")).status).toBe(403);
    const base = `${moved.stdout.trim().replace(/\/b$/, "")}/a`;
    for (const method of ["POST", "OPTIONS"]) expect((await fetch(base, { method })).status).toBe(403);
    expect(api?.tags).toMatchObject({ "kinesis-proxy-api-key": "true" });
  });
});

test("another path and --schema none with the state file lost: the model comes off the old route, and goes", async () => {
  const there = await world();
  const desk = await deskAt(there.local);
  const file = await desk.file("schema.json", '{"type":"object","required":["a"]}');
  expect(await runHere(desk, "up", ...local, "--path", "/a", "--schema", file)).toMatchObject({ code: 0 });
  await forget(desk);
  const moved = await runHere(desk, "up", ...local, "--path", "/b", "--schema", "none");
  expect(moved).toMatchObject({ code: 0 });
  expect((await post(moved.stdout.trim(), "{}")).status).toBe(200);
  const { restApiId } = await theApi(there.clients);
  const { items = [] } = await there.clients.apigateway.send(new GetModelsCommand({ restApiId }));
  expect(items.map(({ name }) => name)).not.toContain("KinesisProxyEvent");
  expect(await runHere(desk, "plan", "--local")).toMatchObject({ code: 0 });
});

test("each change of --stage leaves one stage and one deployment", async () => {
  const { desk, clients } = await up();
  for (const stage of ["s2", "s3", "production"])
    expect(await runHere(desk, "deploy", "--local", "--stage", stage)).toMatchObject({ code: 0 });
  const { stages, deployments } = await theApi(clients);
  expect(stages.map(({ stageName }) => stageName)).toEqual(["production"]);
  expect(deployments).toHaveLength(1);
  expect(await runHere(desk, "status", "--local")).toMatchObject({ code: 0 });
});

test("a deployment takes the place of the one before, and nothing is said of that", async () => {
  const { desk, clients } = await up();
  const { code, stderr } = await runHere(desk, "up", ...local, "--newline");
  expect({ code, removed: /removed/.test(stderr) }).toEqual({ code: 0, removed: false });
  expect((await theApi(clients)).deployments).toHaveLength(1);
});
