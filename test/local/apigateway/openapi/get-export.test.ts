import {
  CreateDeploymentCommand,
  GetExportCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  ImportRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { definition, uri } from "./definition.ts";

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
          variables: { basePath: { default: "/s" } },
        },
      ],
      components: { schemas: { Event: { properties: { from: { $ref: "#/components/schemas/Sender" } } } } },
    });
    expect(plain).not.toContain("x-amazon");
    const withIntegrations = await exportOf(id, "oas30", "integrations");
    expect(withIntegrations).toContain(uri);
    expect(withIntegrations).not.toContain("x-amazon-apigateway-request-validator");
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
