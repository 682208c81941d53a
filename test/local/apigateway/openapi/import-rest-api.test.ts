import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetGatewayResponseCommand,
  GetModelCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { credentials, definition, send, uri } from "./definition.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];

beforeEach(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
});
afterEach(() => local.close());

const bytes = (given: unknown): Buffer => Buffer.from(typeof given === "string" ? given : JSON.stringify(given));

async function importApi(given: unknown = definition): Promise<string> {
  const parameters = { endpointConfigurationTypes: "REGIONAL" };
  const { id = "" } = await apigateway.send(new ImportRestApiCommand({ body: bytes(given), parameters }));
  return id;
}

async function resourcesOf(restApiId: string) {
  const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"] }));
  return items;
}

const pathsOf = async (id: string) =>
  (await resourcesOf(id)).map(({ path, resourceMethods = {} }) => [path, ...Object.keys(resourceMethods)]);

describe("an imported definition", () => {
  it("is an API with its settings", async () => {
    const restApiId = await importApi();
    expect(await apigateway.send(new GetRestApiCommand({ restApiId }))).toMatchObject({
      name: "events",
      description: "takes events",
      version: "1.0",
      binaryMediaTypes: ["image/png"],
      endpointConfiguration: { types: ["REGIONAL"] },
    });
    const refused = { restApiId, responseType: "ACCESS_DENIED" } as const;
    expect(await apigateway.send(new GetGatewayResponseCommand(refused))).toMatchObject({ statusCode: "401" });
  });

  it("has its methods with models, validators, responses and integrations", async () => {
    const restApiId = await importApi();
    const { items: validators = [] } = await apigateway.send(new GetRequestValidatorsCommand({ restApiId }));
    const resources = await resourcesOf(restApiId);
    expect(resources.map(({ path }) => path)).toEqual(["/", "/events", "/events/{kind}"]);
    expect(resources[2]?.resourceMethods?.["POST"]).toMatchObject({
      authorizationType: "NONE",
      apiKeyRequired: true,
      operationName: "send",
      requestValidatorId: validators[0]?.id,
      requestParameters: { "method.request.path.kind": true, "method.request.header.X-Trace": true },
      requestModels: { "application/json": "Event" },
      methodResponses: { 200: { responseParameters: { "method.response.header.X-Shard": false } }, 400: {} },
      methodIntegration: {
        type: "AWS",
        uri,
        credentials,
        passthroughBehavior: "NEVER",
        integrationResponses: { 200: { statusCode: "200" }, 400: { selectionPattern: "4\\d{2}" } },
      },
    });
    const event = await apigateway.send(new GetModelCommand({ restApiId, modelName: "Event" }));
    expect(event.schema).toContain(`https://apigateway.amazonaws.com/restapis/${restApiId}/models/Sender`);
    await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s" }));
  });

  it("may be Swagger, and any method", async () => {
    const integration = { type: "mock", requestTemplates: { "application/json": '{"statusCode":200}' } };
    const body = { in: "body", name: "Event", schema: { $ref: "#/definitions/Event" } };
    const restApiId = await importApi({
      swagger: "2.0",
      info: { title: "old" },
      definitions: { Event: { type: "object" } },
      paths: {
        "/": {
          "x-amazon-apigateway-any-method": {
            consumes: ["text/plain"],
            parameters: [body, { in: "query", name: "q" }],
            responses: { 200: { schema: { type: "array" } } },
            "x-amazon-apigateway-integration": integration,
          },
        },
      },
    });
    expect((await resourcesOf(restApiId))[0]?.resourceMethods?.["ANY"]).toMatchObject({
      requestModels: { "text/plain": "Event" },
      requestParameters: { "method.request.querystring.q": false },
      methodResponses: { 200: { responseModels: { "application/json": expect.stringMatching(/^MODEL[0-9a-f]{6}$/) } } },
      methodIntegration: { type: "MOCK" },
    });
  });

  it("leaves nothing behind when it is refused", async () => {
    const wrong = { ...definition, paths: { "/a b": { post: send } } };
    await expect(importApi(wrong)).rejects.toMatchObject({ name: "BadRequestException" });
    await expect(importApi("nonsense")).rejects.toMatchObject({ message: "Invalid OpenAPI input." });
    await expect(importApi("openapi: 3.0.1\ninfo:\n  title: x\n")).rejects.toThrow(/JSON, not in YAML/);
    expect((await apigateway.send(new GetRestApisCommand({}))).items).toEqual([]);
  });
});

describe("a definition for an API that is there", () => {
  const put = (restApiId: string, mode: "merge" | "overwrite", given: unknown) =>
    apigateway.send(new PutRestApiCommand({ restApiId, mode, body: bytes(given) }));
  const other = { ...definition, info: { title: "other" }, paths: { "/other": { get: { ...send, parameters: [] } } } };

  it("takes its place", async () => {
    const tags = { team: "a" };
    const created = await apigateway.send(new CreateRestApiCommand({ name: "mine", description: "d", tags }));
    await put(created.id ?? "", "overwrite", definition);
    const after = await put(created.id ?? "", "overwrite", { ...other, paths: {} });
    expect(after).toMatchObject({ id: created.id, rootResourceId: created.rootResourceId, name: "other", tags });
    expect(after.description).toBeUndefined();
    expect(await pathsOf(created.id ?? "")).toEqual([["/"]]);
  });

  it("is merged into it", async () => {
    const id = await importApi();
    expect(await put(id, "merge", other)).toMatchObject({ name: "other", description: "takes events" });
    expect(await pathsOf(id)).toEqual([["/"], ["/events"], ["/events/{kind}", "POST"], ["/other", "GET"]]);
  });

  it("changes nothing when it is refused", async () => {
    const id = await importApi();
    const wrong = {
      ...definition,
      info: { title: "wrong" },
      paths: { "/other": { get: send }, "/a b": { get: send } },
    };
    for (const mode of ["merge", "overwrite"] as const) {
      await expect(put(id, mode, wrong)).rejects.toMatchObject({ name: "BadRequestException" });
    }
    expect((await apigateway.send(new GetRestApiCommand({ restApiId: id }))).name).toBe("events");
    expect(await pathsOf(id)).toEqual([["/"], ["/events"], ["/events/{kind}", "POST"]]);
  });
});
