import {
  CreateDeploymentCommand,
  GetExportCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { definition, guarded, plain, sigv4, uri } from "./definition.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];

beforeEach(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
});
afterEach(() => local.close());

async function importApi(text: string): Promise<string> {
  const { id = "" } = await apigateway.send(new ImportRestApiCommand({ body: Buffer.from(text) }));
  await apigateway.send(new CreateDeploymentCommand({ restApiId: id, stageName: "s" }));
  return id;
}

async function exportOf(restApiId: string, exportType: string, extensions?: string): Promise<string> {
  const parameters = extensions === undefined ? {} : { parameters: { extensions } };
  const asked = { restApiId, stageName: "s", exportType, ...parameters };
  const { body } = await apigateway.send(new GetExportCommand(asked));
  return Buffer.from(body ?? []).toString();
}

/** The API without what is new with each import: ids and dates. */
async function shapeOf(restApiId: string): Promise<unknown> {
  const { binaryMediaTypes, name, description } = await apigateway.send(new GetRestApiCommand({ restApiId }));
  const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"] }));
  const resources = items.map(({ path, resourceMethods }) => ({ path, resourceMethods }));
  const isNew = (key: string): boolean => ["requestValidatorId", "cacheNamespace"].includes(key);
  return JSON.parse(
    JSON.stringify({ binaryMediaTypes, name, description, resources }, (key, value: unknown) =>
      isNew(key) ? `some ${key}` : value,
    ),
  );
}

describe("an export", () => {
  it.each(["oas30", "swagger"])("as %s makes the same API again", async (type) => {
    const first = await importApi(JSON.stringify(definition));
    const second = await importApi(await exportOf(first, type, "apigateway"));
    expect(await shapeOf(second)).toEqual(await shapeOf(first));
    expect(await exportOf(second, type)).toBe((await exportOf(first, type)).replaceAll(first, second));
  });

  it("says where the stage is, and only what was asked for of API Gateway's own", async () => {
    const id = await importApi(JSON.stringify(definition));
    const plain = await exportOf(id, "oas30");
    expect(JSON.parse(plain)).toMatchObject({
      openapi: "3.0.1",
      info: { title: "events", description: "takes events", version: "1.0" },
      servers: [
        {
          url: `https://${id}.execute-api.ap-northeast-2.amazonaws.com/{basePath}`,
          variables: { basePath: { default: "s" } },
        },
      ],
      components: { schemas: { Event: { properties: { from: { $ref: "#/components/schemas/Sender" } } } } },
    });
    expect(plain).not.toContain("x-amazon");
    const withIntegrations = await exportOf(id, "oas30", "integrations");
    expect(withIntegrations).toContain(uri);
    expect(withIntegrations).not.toContain("x-amazon-apigateway-request-validator");
  });

  it("comes as a file, in JSON or YAML", async () => {
    const id = await importApi(JSON.stringify(definition));
    const asked = { restApiId: id, stageName: "s", exportType: "swagger" } as const;
    const json = await apigateway.send(new GetExportCommand(asked));
    expect(json).toMatchObject({
      contentType: "application/octet-stream",
      contentDisposition: 'attachment; filename="swagger_1.0.json"',
    });
    const yaml = await apigateway.send(new GetExportCommand({ ...asked, accepts: "application/yaml" }));
    expect(yaml.contentDisposition).toBe('attachment; filename="swagger_1.0.yaml"');
    const text = Buffer.from(yaml.body ?? []).toString();
    expect(text).toMatch(/^---\nswagger: "2.0"\n/);
    expect(parse(text)).toEqual(JSON.parse(Buffer.from(json.body ?? []).toString()));
  });

  // As recorded from AWS: nothing that is empty, and nothing that API Gateway would take anyway.
  it("has no more than it needs", async () => {
    const id = await importApi(JSON.stringify(plain));
    const integration = {
      type: "mock",
      requestTemplates: { "text/plain": "{}" },
      passthroughBehavior: "when_no_match",
      responses: { default: { statusCode: "200", responseTemplates: { "text/html": "hi" } } },
    };
    const described = { description: "200 response" };
    const q = { name: "q", in: "query" };
    const oas30 = JSON.parse(await exportOf(id, "oas30", "integrations"));
    expect(oas30.components).toEqual({});
    expect(oas30.paths).toEqual({
      "/a": {
        get: {
          parameters: [{ ...q, schema: { type: "string" } }],
          responses: { 200: { ...described, content: {} } },
          "x-amazon-apigateway-integration": integration,
        },
      },
    });
    const swagger = JSON.parse(await exportOf(id, "swagger", "integrations"));
    expect(Object.keys(swagger)).toEqual(["swagger", "info", "host", "basePath", "schemes", "paths"]);
    expect(swagger.paths["/a"].get).toEqual({
      consumes: ["text/plain"],
      produces: ["text/html"],
      parameters: [{ ...q, required: false, type: "string" }],
      responses: { 200: described },
      "x-amazon-apigateway-integration": integration,
    });
  });

  it("shows authorizers and signatures as security schemes", async () => {
    const id = await importApi(JSON.stringify(guarded));
    for (const type of ["oas30", "swagger"]) {
      const again = JSON.parse(await exportOf(id, type, "apigateway"));
      const schemes = again.securityDefinitions ?? again.components.securitySchemes;
      expect(schemes).toEqual({ ...guarded.components.securitySchemes, sigv4 });
      expect(again.paths["/a"].get.security).toEqual([{ pool: ["email"] }]);
      expect(again.paths["/b"].get.security).toEqual([{ sigv4: [] }]);
      expect(await exportOf(id, type)).not.toContain("x-amazon");
    }
  });

  it("is of what was deployed, not of what the API is now", async () => {
    const id = await importApi(JSON.stringify(guarded));
    const before = await exportOf(id, "oas30", "apigateway");
    const empty = { openapi: "3.0.1", info: { title: "events" } };
    const body = Buffer.from(JSON.stringify(empty));
    await apigateway.send(new PutRestApiCommand({ restApiId: id, mode: "overwrite", body }));
    expect(JSON.parse(await exportOf(id, "oas30", "apigateway")).paths).toEqual(JSON.parse(before).paths);
  });

  it("is of a stage, and of one of two kinds", async () => {
    const id = await importApi(JSON.stringify(definition));
    const asked = { restApiId: id, stageName: "t", exportType: "oas30" };
    await expect(apigateway.send(new GetExportCommand(asked))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid stage identifier specified",
    });
    await expect(exportOf(id, "raml")).rejects.toMatchObject({ name: "BadRequestException" });
  });
});
