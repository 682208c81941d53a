import { GetIntegrationCommand, GetResourcesCommand, UpdateIntegrationCommand } from "@aws-sdk/client-api-gateway";
import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { deskAt, type Desk } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { recordsOf, world, type Clients } from "./world.ts";

async function up(...flags: readonly string[]) {
  const aws = await world();
  const desk = await deskAt(aws.local);
  const ended = await runHere(desk, "up", "--local", ...flags);
  expect(ended).toMatchObject({ code: 0 });
  return { aws, desk };
}

const render = (desk: Desk, ...words: readonly string[]) => runHere(desk, "render", "--local", ...words);

/** Puts another template for JSON in place of the saved one. */
async function changeTemplate({ apigateway }: Clients, restApiId: string, change: (template: string) => string) {
  const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId }));
  const at = { restApiId, resourceId: items[0]?.id, httpMethod: "POST" };
  const { requestTemplates } = await apigateway.send(new GetIntegrationCommand(at));
  const value = change(requestTemplates?.["application/json"] ?? "");
  const patchOperations = [{ op: "replace" as const, path: "/requestTemplates/application~1json", value }];
  await apigateway.send(new UpdateIntegrationCommand({ ...at, patchOperations }));
}

async function apiIdOf(desk: Desk): Promise<string> {
  const { stdout } = await runHere(desk, "status", "--local", "--json");
  return (JSON.parse(stdout) as { steps: { api: { id: string } } }).steps.api.id;
}

describe("what would not be stored is exit code 1, with what its sender would read", () => {
  test.each<[string, string, readonly string[], number]>([
    ["more than Kinesis takes", `"${"x".repeat(1024 * 1024)}"`, [], 400],
    ["the probe", "{}", ["--url", "/?kinesis-proxy=probe"], 400],
    ["an empty batch", "[]", ["--batch-path", "/batch", "--url", "/batch"], 400],
    ["another type", "{}", ["--content-type", "text/css"], 415],
    ["what the schema refuses", "{}", ["--schema", '{"required":["id"]}'], 400],
    ["a path that is not there", "{}", ["--url", "/none"], 403],
  ])("%s", async (_, body, flags, status) => {
    const desk = await deskAt(undefined);
    const file = await desk.file("body", body);
    const { code, stdout, stderr } = await render(desk, file, ...flags);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status });
    expect(JSON.parse(stdout)).not.toHaveProperty("records");
    expect(stderr).toContain(`Nothing would be stored: the sender would read ${status} {"`);
  });
});

test("what would be stored is exit code 0", async () => {
  const desk = await deskAt(undefined);
  const { code, stdout } = await render(desk, await desk.file("body", '{"a":1}'));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ records: [{ bytes: 7, encoding: "json", data: { a: 1 } }] });
});

test("bytes that API Gateway damages are told of", async () => {
  const desk = await deskAt(undefined);
  const file = await desk.file("body", "");
  await writeFile(file, Buffer.from([0xff]));
  const { code, stderr } = await render(desk, file);
  expect(code).toBe(0);
  expect(stderr).toContain("The body is not UTF-8, and API Gateway takes application/json for text");
});

describe("render --aws", () => {
  test("asks nothing of a template that would make a record of the question", async () => {
    const { aws, desk } = await up();
    await changeTemplate(aws.clients, await apiIdOf(desk), (template) =>
      template.replace('"kinesis-proxy"', '"other"'),
    );
    const { code, stderr } = await render(desk, "--aws");
    expect(code).toBe(3);
    expect(stderr).toContain("The saved template does not know the probe: to ask API Gateway would write a record.");
    expect(stderr).toContain("kinesis-proxy put-integration");
    expect(await recordsOf(aws.clients)).toEqual([]);
  });

  test("shows how a template that others changed differs", async () => {
    const { aws, desk } = await up();
    const id = await apiIdOf(desk);
    const file = await desk.file("body", '{"x":"y"}');
    await changeTemplate(aws.clients, id, (all) => all.replace('"PartitionKey": "$key"', '"PartitionKey": "mine"'));
    const other = await render(desk, file, "--aws");
    expect(other.code).toBe(3);
    expect(JSON.parse(other.stdout.replace(/\}\n[^}]*$/, "}"))).toMatchObject({
      aws: { same: false, theirs: expect.stringContaining('"PartitionKey": "mine"') },
    });
    expect(await recordsOf(aws.clients)).toEqual([]);
  });

  test("says that a template which encodes an object makes a record of nothing", async () => {
    const { aws, desk } = await up();
    await changeTemplate(aws.clients, await apiIdOf(desk), (all) =>
      all.replace("($input.body)", "($input.path('$.data'))"),
    );
    const { code, stderr } = await render(desk, await desk.file("body", '{"data":{"a":1}}'), "--aws");
    expect(code).toBe(3);
    expect(stderr).toContain("Data is empty, and the body is not: $util.base64Encode takes text");
  });

  test("compares envelopes apart from what is different in each request", async () => {
    const flags = ["--envelope", "X-A", "--envelope-include", "method,path,query,headers", "--envelope-body", "text"];
    const { desk } = await up(...flags);
    const { code, stdout } = await render(desk, "--aws", "--header", "X-A: 1", "X-B: it's");
    expect(stdout).toContain("API Gateway makes the same of it.");
    expect(code).toBe(0);
  });

  test.each(["image/png", "application/x-www-form-urlencoded"])("says that it cannot compare %s", async (type) => {
    const { desk } = await up("--accept", "json", type);
    const { code, stderr } = await render(desk, "--aws", "--content-type", type);
    expect(code).toBe(2);
    expect(stderr).toContain(`API Gateway cannot be asked about ${type}: its test (TestInvokeMethod) takes every body`);
  });

  test("of what would not be stored is exit code 1 where both refuse it", async () => {
    const { aws, desk } = await up("--batch-path", "/batch");
    const { code, stdout } = await render(desk, await desk.file("body", "[]"), "--url", "/batch", "--aws");
    expect(stdout).toContain("API Gateway makes the same of it.");
    expect(code).toBe(1);
    expect(await recordsOf(aws.clients)).toEqual([]);
  });
});
