import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetDeploymentsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStagesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, ListTagsForStreamCommand } from "@aws-sdk/client-kinesis";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { typed } from "./cli.ts";
import { hereAt, runHere } from "./in-process.ts";
import { post, recordsOf, world, type Clients } from "./world.ts";

const streamArn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/theirs";
const roleArn = "arn:aws:iam::000000000000:role/teams/theirs";
const allow = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** A stream, a role and a REST API with a route of its own, as somebody else has made them. */
async function theirs({ kinesis, iam, apigateway }: Clients) {
  await kinesis.send(new CreateStreamCommand({ StreamName: "theirs", ShardCount: 1 }));
  await iam.send(new CreateRoleCommand({ RoleName: "theirs", Path: "/teams/", AssumeRolePolicyDocument: trust }));
  const policy = { PolicyName: "put", PolicyDocument: allow("kinesis:PutRecord*") };
  await iam.send(new PutRolePolicyCommand({ RoleName: "theirs", ...policy }));
  const { id: restApiId = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "Shared" }));
  const at = { restApiId, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...at, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...at, type: "MOCK" }));
  await apigateway.send(new CreateResourceCommand({ restApiId, parentId: rootResourceId, pathPart: "events" }));
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "live" }));
  return restApiId;
}

/** All of the API but times. */
async function whole({ apigateway }: Clients, restApiId: string) {
  const [definition, resources, stages, deployments] = await Promise.all([
    apigateway.send(new GetRestApiCommand({ restApiId })),
    apigateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"] })),
    apigateway.send(new GetStagesCommand({ restApiId })),
    apigateway.send(new GetDeploymentsCommand({ restApiId })),
  ]);
  return JSON.parse(
    JSON.stringify([{ ...definition, $metadata: undefined }, resources.items, stages.item, deployments.items]),
  ) as unknown;
}

describe("in a stream, a role and an API of somebody else's", () => {
  test("the route is added on its path and works; down takes it away again and touches nothing else", async () => {
    const { local, clients, asked } = await world();
    const id = await theirs(clients);
    const before = await whole(clients, id);
    const desk = await hereAt(local);
    const given = ["--stream-arn", streamArn, "--role-arn", roleArn, "--api-id", id];
    const from = asked.length;
    const { url = "", steps } = await desk.json(
      "up",
      "--local",
      ...given,
      "--path",
      "/events/in",
      "--batch-path",
      "/many",
    );
    expect(asked.slice(from).filter((one) => /Role|Policy/.test(one))).toEqual([]);
    expect(steps).toMatchObject({
      stream: { outcome: "unchanged" },
      role: { outcome: "unchanged", arn: roleArn },
      api: { outcome: "unchanged", id },
      method: { outcome: "created" },
      batch: { outcome: "created" },
      deployment: { outcome: "created" },
    });
    expect((await post(url, '{"one":1}')).status).toBe(200);
    expect((await post(url.replace("/events/in", "/many"), "[1,2]")).status).toBe(200);
    expect(await recordsOf(clients, "theirs")).toHaveLength(3);
    expect((await desk.run("plan", "--local")).code).toBe(0);

    const moved = await desk.json("up", "--local", "--path", "/elsewhere", "--stage", "ours");
    expect(moved.steps).toMatchObject({ method: { outcome: "created" }, deployment: { outcome: "created" } });
    const down = await desk.json("down", "--local", "--yes");
    expect(down.steps).toMatchObject({
      stream: { outcome: "kept" },
      role: { outcome: "kept" },
      api: { outcome: "kept" },
      method: { outcome: "removed" },
      batch: { outcome: "removed" },
      deployment: { outcome: "removed" },
    });
    expect(await whole(clients, id)).toEqual(before);
  });

  test("a route and a stage that are there already are neither changed nor removed", async () => {
    const { local, clients } = await world();
    const id = await theirs(clients);
    const { rootResourceId } = await clients.apigateway.send(new GetRestApiCommand({ restApiId: id }));
    const at = { restApiId: id, resourceId: rootResourceId, httpMethod: "POST" };
    const desk = await hereAt(local);
    const stage = await desk.run("up", "--local", "--api-id", id, "--path", "/in", "--stage", "live");
    expect(stage).toMatchObject({ code: 3, stdout: "" });
    expect(stage.stderr).toMatch(/error: The stage live of this API is not this proxy's.*\nhint:  .*--stage/);
    expect((await desk.run("down", "--local", "--yes")).code).toBe(0);

    await clients.apigateway.send(new PutMethodCommand({ ...at, authorizationType: "AWS_IAM" }));
    const before = await whole(clients, id);
    const route = await desk.run("up", "--local", "--api-id", id);
    expect(route).toMatchObject({ code: 3, stdout: "" });
    expect(route.stderr).toContain("error: Method POST / is not this proxy's and differs from what was asked (auth:");
    expect((await desk.run("down", "--local", "--yes", "--api-id", id)).code).toBe(0);
    expect(await whole(clients, id)).toEqual(before);
  });

  test("a stream or role that is used is not moved to another one, and that is no renaming", async () => {
    const { local, clients } = await world();
    await theirs(clients);
    const desk = await hereAt(local);
    const at = (service: string, place: string) => `arn:aws:${service}:${place}:000000000000`;
    const [stream, role] = [`${at("kinesis", "ap-northeast-2")}:stream/theirs`, `${at("iam", "")}:role/theirs`];
    const run = (...words: readonly string[]) => runHere(desk, "up", "--local", "--no-probe", ...words);
    expect((await run("--stream-arn", stream, "--role-arn", role)).code).toBe(0);
    for (const [words, error] of [
      [["--stream-arn", "none"], "uses the stream theirs, and cannot be moved to a stream of its own."],
      [["--role-arn", "none"], "uses the role theirs, and cannot be moved to a role of its own."],
      [["--stream-arn", `${stream}2`], `uses the stream theirs, and cannot be moved to ${stream}2.`],
    ] as const)
      expect(await run(...words)).toMatchObject({
        code: 3,
        stderr: expect.stringContaining(`error: This proxy ${error}\nhint:  Run "`),
      });
    expect((await runHere(desk, "up", "--local", "--no-probe", "--name", "own")).code).toBe(0);
    expect(await run("--name", "own", "--stream-arn", stream)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`This proxy has the stream own, and cannot be moved to ${stream}.`),
    });
  });

  test("the routes are not moved to another API, or they would go on answering in this one", async () => {
    const { local, clients } = await world();
    const [id, other] = [await theirs(clients), await clients.apigateway.send(new CreateRestApiCommand({ name: "B" }))];
    const before = await whole(clients, id);
    const desk = await hereAt(local);
    const up = ["up", "--local", "--no-probe", "--path", "/in"];
    expect((await runHere(desk, ...up, "--api-id", id)).code).toBe(0);
    const used = await whole(clients, id);
    for (const [to, what] of [
      ["none", "an API of its own"],
      [other.id ?? "", other.id],
    ] as const)
      for (const command of [up, ["plan", "--local"], ["down", "--local", "--yes"]]) {
        const ended = await runHere(desk, ...command, "--api-id", to);
        expect(ended).toMatchObject({ code: 3, stdout: "" });
        const error = `error: This proxy has its routes in the REST API ${id}, and they cannot be moved to ${what}.`;
        expect(ended.stderr).toContain(`${error}\nhint:  Run "`);
      }
    expect(await whole(clients, id)).toEqual(used);
    expect((await runHere(desk, "down", "--local", "--yes")).code).toBe(0);
    expect(await whole(clients, id)).toEqual(before);
    expect((await runHere(desk, ...up, "--api-id", "none")).code).toBe(0);
  });

  test("a run that is refused leaves nothing that a later one takes for the proxy's", async () => {
    const { local, clients } = await world();
    const id = await theirs(clients);
    const desk = await hereAt(local);
    const given = ["--stream-arn", streamArn, "--role-arn", roleArn, "--api-id", id, "--path", "/in"];
    const refused = ["--local", "--stage", "live"];
    const hidden = async () => (await readdir(desk.folder)).filter((file) => file.startsWith(".kinesis-proxy"));
    expect((await runHere(desk, "up", ...given, ...refused)).code).toBe(3);
    expect(await hidden()).toEqual([]);
    expect((await runHere(desk, "up", "--local", ...given, "--stage", "ours1", "--no-probe")).code).toBe(0);
    const state = async () => {
      const [file = ""] = await readdir(join(desk.folder, ".kinesis-proxy"));
      return readFile(join(desk.folder, ".kinesis-proxy", file), "utf8");
    };
    const before = await state();
    expect((await runHere(desk, "deploy", ...refused)).code).toBe(3);
    expect(
      (await runHere(desk, "put-method", "--local", "--path", "/events", "--stage", "live", "--cors", "*")).code,
    ).toBe(2);
    expect(await state()).toBe(before);
    const moved = await runHere(desk, "deploy", "--local", "--stage", "ours2");
    expect(moved).toMatchObject({ code: 0, stderr: expect.stringContaining("instead of stage ours1") });
    const { item = [] } = await clients.apigateway.send(new GetStagesCommand({ restApiId: id }));
    expect(item.map(({ stageName }) => stageName).sort()).toEqual(["live", "ours2"]);
  });

  test("import of what another proxy looks after, and a no, remember none of their names", async () => {
    const { local } = await world();
    const owner = await hereAt(local);
    expect((await runHere(owner, "up", "--local", "--name", "owner", "--no-probe")).code).toBe(0);
    const desk = await hereAt(local);
    const refused = await runHere(desk, "import", "--local", "--name", "thief", "--stream-name", "owner", "--yes");
    expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining("belongs to the proxy owner") });
    expect(await readdir(desk.folder)).toEqual([]);
    expect((await runHere(desk, "plan", "--local", "--name", "thief")).stdout).toContain(
      "+ Kinesis stream thief: create",
    );
  });

  test.each([
    [["--cors", "*"], "--cors would change all of an API"],
    [["--allow-ips", "203.0.113.7"], "--allow-ips would change all of an API"],
    [["--accept", "image/png"], "--accept with binary types would change all of an API"],
    [
      ["--stream-arn", "arn:aws:kinesis:eu-west-1:000000000000:stream/x"],
      "is in eu-west-1, and the proxy in ap-northeast-2",
    ],
    [["--role-arn", "arn:aws:iam::111122223333:role/x"], "is of account 111122223333"],
    [["--role-arn", "theirs"], "--role-arn takes the ARN of a role"],
  ])("%j is refused before anything is changed", async (words, message) => {
    const { local, asked } = await world();
    const ended = await (await hereAt(local)).run("up", "--local", "--api-id", "a1b2c3d4e5", ...words);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
    expect(asked.filter((one) => !/^(GetCallerIdentity|GetRestApis)$/.test(one))).toEqual([]);
  });

  test.each([
    [["*/*"], ["--accept", "json", "text"], "nothing that covers application/json"],
    [["image/png", "application/*"], [], "nothing that covers application/json"],
  ])("an API that takes text for bytes (%j) is refused, since no template could read it", async (types, words, why) => {
    const { local, clients } = await world();
    const { id = "" } = await clients.apigateway.send(
      new CreateRestApiCommand({ name: "Bytes", binaryMediaTypes: types }),
    );
    const before = await whole(clients, id);
    const desk = await hereAt(local);
    const ended = await runHere(desk, "up", "--local", "--api-id", id, "--path", "/in", ...words);
    expect(ended).toMatchObject({ code: 3, stdout: "" });
    expect(ended.stderr).toContain(`differs from what was asked (binary media types: ${types.join(" ")} → ${why})`);
    expect(await whole(clients, id)).toEqual(before);
    const status = await runHere(desk, "status", "--local", "--api-id", id);
    expect(status.code).toBe(3);
  });

  test("one that takes only images for bytes works, whatever a sender accepts", async () => {
    const { local, clients } = await world();
    const { id = "" } = await clients.apigateway.send(
      new CreateRestApiCommand({ name: "Images", binaryMediaTypes: ["image/png"] }),
    );
    const desk = await hereAt(local);
    const ended = await runHere(desk, "up", "--local", "--json", "--api-id", id, "--path", "/in");
    expect(ended.code).toBe(0);
    const { url } = JSON.parse(ended.stdout) as { readonly url: string };
    expect((await post(url, "{}", { Accept: "image/png" })).status).toBe(200);
  });

  test("what is named and not there is an error, also in a plan", async () => {
    const { local } = await world();
    const desk = await hereAt(local);
    for (const command of ["plan", "up"]) {
      const { code, stdout, stderr } = await desk.run(command, "--local", "--stream-arn", streamArn);
      expect(code).toBe(3);
      expect(stdout + stderr).toContain(`There is no stream ${streamArn}.`);
    }
    expect((await desk.run("up", "--local", "--name", "b", "--api-id", "abc")).stderr).toContain(
      "There is no REST API abc",
    );
  });
});

test("an API that was taken over is the proxy's own: settings of a whole API fit it, with --api-id none and without", async () => {
  const { local, clients } = await world();
  const id = await theirs(clients);
  const desk = await hereAt(local);
  const run = (...words: readonly string[]) => runHere(desk, ...words, "--local", "--yes");
  expect((await run("up", "--no-probe", "--path", "/in", "--api-id", id)).code).toBe(0);
  expect((await run("import", "--api-id", id)).code).toBe(0);
  for (const words of [
    ["--cors", "https://a.example"],
    ["--api-id", "none"],
  ]) {
    const { code, stdout, stderr } = await run("up", "--no-probe", ...words, "--json");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ steps: { api: { id }, cors: {} } });
  }
  expect(await run("plan")).toMatchObject({ code: 0 });
});

test("import tags what is there, up looks after it from then on, and down keeps it unless --imported is given", async () => {
  const { local, clients } = await world();
  const id = await theirs(clients);
  const desk = await hereAt(local);
  const names = ["--stream-name", "theirs", "--role-name", "theirs", "--api-id", id];
  const [without, before] = [await desk.run("import", "--local", ...names), await whole(clients, id)];
  expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining("Pass --yes") });
  expect(await whole(clients, id)).toEqual(before);

  await desk.json("import", "--local", "--yes", ...names);
  const tags = await clients.kinesis.send(new ListTagsForStreamCommand({ StreamName: "theirs" }));
  expect(tags.Tags).toContainEqual({ Key: "kinesis-proxy", Value: "api-gateway-kinesis-proxy" });
  const { url = "", steps } = await desk.json("up", "--local", "--retention", "48");
  expect(steps).toMatchObject({
    stream: { outcome: "repaired" },
    role: { outcome: "repaired" },
    api: { outcome: "repaired", id },
    method: { outcome: "created" },
  });
  expect((await clients.apigateway.send(new GetRestApiCommand({ restApiId: id }))).name).toBe("Shared");
  expect((await post(url, "{}")).status).toBe(200);

  const kept = await desk.run("down", "--local", "--yes");
  expect(kept.code).toBe(0);
  expect(kept.stdout.split("\n")).toHaveLength(6);
  const asked = await desk.run("down", "--local", "--yes", "--imported", "--force-stream");
  expect(asked.code).toBe(3);
  expect(asked.stdout.split("\n")).toEqual([
    "Left: IAM role theirs (others gave it policies (put): take them away first).",
    `Left: REST API KinesisProxy, id ${id} (others have put stage live, GET / into it).`,
    `Run "KINESIS_PROXY_LOCAL_PORT=${local.port} ${typed} down --force-stream --force-api --imported --local" to remove what stays.`,
    "",
  ]);
  expect((await clients.iam.send(new GetRoleCommand({ RoleName: "theirs" }))).Role?.RoleName).toBe("theirs");
});
