import {
  CreateDeploymentCommand,
  CreateDocumentationPartCommand,
  CreateDocumentationVersionCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  DeleteDocumentationVersionCommand,
  GetDocumentationPartsCommand,
  GetDocumentationVersionCommand,
  GetDocumentationVersionsCommand,
  GetExportCommand,
  GetStageCommand,
  ImportDocumentationPartsCommand,
  ImportRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateDocumentationVersionCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../../../src/local/index.ts";
import type { Local } from "../../../../../src/local/index.ts";
import { clientsOf } from "../../../clients.ts";

let local: Local;
let clients: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  local = await startLocal();
  clients = clientsOf(local);
});

afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await local.close();
});

const bytes = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

async function newApi() {
  const { apigateway } = clients;
  const { id: restApiId, rootResourceId: resourceId } = await apigateway.send(
    new CreateRestApiCommand({ name: "orders" }),
  );
  const method = { restApiId, resourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
  const { id: deploymentId } = await apigateway.send(new CreateDeploymentCommand({ restApiId }));
  return { restApiId, deploymentId };
}

const define = (parts: readonly unknown[]) => ({
  openapi: "3.0.1",
  info: { title: "orders", version: "1" },
  paths: {},
  "x-amazon-apigateway-documentation": { version: "1.0", documentationParts: parts },
});

const whole = (properties: object) => ({ location: { type: "API" }, properties });

test("a version freezes the documentation, which a stage then exports", async () => {
  const { apigateway } = clients;
  const { restApiId, deploymentId } = await newApi();
  const part = { restApiId, location: { type: "API" as const } };
  await apigateway.send(new CreateDocumentationPartCommand({ ...part, properties: '{"info":{"version":"7"}}' }));
  const named = { restApiId, documentationVersion: "v1" };
  const made = await apigateway.send(new CreateDocumentationVersionCommand(named));
  expect(made).toEqual({ version: "v1", createdDate: expect.any(Date), $metadata: expect.anything() });
  await expect(apigateway.send(new CreateDocumentationVersionCommand(named))).rejects.toMatchObject({
    name: "ConflictException",
  });
  const method = { restApiId, location: { type: "METHOD" as const, method: "GET" }, properties: "{}" };
  await apigateway.send(new CreateDocumentationPartCommand(method));
  const stage = { restApiId, deploymentId, stageName: "live", documentationVersion: "v1" };
  await apigateway.send(new CreateStageCommand(stage));
  expect((await apigateway.send(new GetStageCommand(stage))).documentationVersion).toBe("v1");
  const exported = async (extensions: string) => {
    const asked = { restApiId, stageName: "live", exportType: "oas30", parameters: { extensions } };
    const { body } = await apigateway.send(new GetExportCommand(asked));
    return JSON.parse(Buffer.from(body ?? "").toString()) as Record<string, unknown>;
  };
  expect((await exported("documentation"))["x-amazon-apigateway-documentation"]).toEqual({
    version: "v1",
    createdDate: made.createdDate?.toISOString().replace(".000", ""),
    documentationParts: [whole({ info: { version: "7" } })],
  });
  expect(await exported("integrations")).not.toHaveProperty("x-amazon-apigateway-documentation");
});

test("a version can be described, listed, tied to a stage and deleted; no other may be named", async () => {
  const { apigateway } = clients;
  const { restApiId, deploymentId } = await newApi();
  const stage = { restApiId, stageName: "live" };
  await apigateway.send(new CreateStageCommand({ ...stage, deploymentId }));
  const tied = { ...stage, documentationVersion: "v1" };
  await apigateway.send(new CreateDocumentationVersionCommand(tied));
  expect((await apigateway.send(new GetStageCommand(stage))).documentationVersion).toBe("v1");
  const patch = (path: string, value: string) => ({ patchOperations: [{ op: "replace" as const, path, value }] });
  const update = { restApiId, documentationVersion: "v1", ...patch("/description", "first") };
  expect((await apigateway.send(new UpdateDocumentationVersionCommand(update))).description).toBe("first");
  const wrong = { ...update, ...patch("/version", "v2") };
  await expect(apigateway.send(new UpdateDocumentationVersionCommand(wrong))).rejects.toThrow(
    "Invalid patch path /version",
  );
  const { items = [] } = await apigateway.send(new GetDocumentationVersionsCommand({ restApiId }));
  expect(items).toMatchObject([{ version: "v1", description: "first" }]);
  const absent = { name: "NotFoundException", message: "Invalid Documentation version specified" };
  const moved = new UpdateStageCommand({ ...stage, ...patch("/documentationVersion", "v2") });
  await expect(apigateway.send(moved)).rejects.toMatchObject(absent);
  const second = new CreateStageCommand({ ...stage, deploymentId, stageName: "next", documentationVersion: "v2" });
  await expect(apigateway.send(second)).rejects.toMatchObject(absent);
  await apigateway.send(new DeleteDocumentationVersionCommand(update));
  await expect(apigateway.send(new GetDocumentationVersionCommand(update))).rejects.toMatchObject(absent);
});

test("parts are imported: merged by what they say, or in place of all; with an API, unless it is told not to", async () => {
  const { apigateway } = clients;
  const body = bytes(
    define([
      whole({ description: "a", info: { version: "1" } }),
      { ...whole({}), location: { type: "METHOD", method: "GET" } },
    ]),
  );
  const { id: restApiId } = await apigateway.send(new ImportRestApiCommand({ body }));
  const parts = async (of = restApiId) =>
    (await apigateway.send(new GetDocumentationPartsCommand({ restApiId: of }))).items ?? [];
  expect((await parts()).map(({ location }) => location)).toEqual([
    { type: "API" },
    { type: "METHOD", method: "GET", path: "/" },
  ]);
  const change = (mode: "merge" | "overwrite", given: object) =>
    apigateway.send(new ImportDocumentationPartsCommand({ restApiId, mode, body: bytes(define([whole(given)])) }));
  const [first] = await parts();
  expect((await change("merge", { description: "b" })).ids).toEqual([first?.id]);
  expect(JSON.parse((await parts())[0]?.properties ?? "")).toEqual({ description: "b", info: { version: "1" } });
  await change("overwrite", { description: "c" });
  expect(await parts()).toEqual([
    { id: expect.any(String), location: { type: "API" }, properties: '{"description":"c"}' },
  ]);
  const without = await apigateway.send(new ImportRestApiCommand({ body, parameters: { ignore: "documentation" } }));
  expect(await parts(without.id)).toEqual([]);
  const broken = { restApiId, body: bytes("{'key:value}") };
  await expect(apigateway.send(new ImportDocumentationPartsCommand(broken))).rejects.toMatchObject({
    name: "BadRequestException",
    message: "Unable to build importer with provided input.",
  });
  expect(await parts()).toHaveLength(1);
});
