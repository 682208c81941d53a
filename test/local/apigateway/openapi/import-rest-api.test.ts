import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetAuthorizersCommand,
  GetGatewayResponseCommand,
  GetModelCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { news } from "../../../../src/local/account/news.ts";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { credentials, definition, guarded, plain, send, uri } from "./definition.ts";

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

  it("may be YAML, where a number stands for a text and a timestamp is one", async () => {
    const restApiId = await importApi(`
openapi: 3.0.1
info: { title: yaml, version: 2 }
paths:
  /test:
    get:
      responses:
        200: { description: fine }
      x-amazon-apigateway-integration:
        type: mock
        responses:
          default: { statusCode: 200 }
`);
    expect(await apigateway.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ name: "yaml", version: "2" });
    expect((await resourcesOf(restApiId))[1]?.resourceMethods?.["GET"]).toMatchObject({
      methodResponses: { 200: { statusCode: "200" } },
      methodIntegration: { integrationResponses: { 200: { statusCode: "200" } } },
    });
    const dated = await importApi("openapi: 3.0.1\ninfo:\n  title: x\n  version: 2022-04-12T15:36:55Z\n");
    expect((await apigateway.send(new GetRestApiCommand({ restApiId: dated }))).version).toBe("2022-04-12T15:36:55Z");
  });

  it("has the models of the definition only, in API Gateway's form", async () => {
    const restApiId = await importApi({
      ...plain,
      components: { schemas: { Person: { description: "who", type: "object", required: ["name", "b"] } } },
    });
    const { items = [] } = await apigateway.send(new GetModelsCommand({ restApiId }));
    expect(items).toMatchObject([{ name: "Person", description: "who", contentType: "application/json" }]);
    expect(JSON.parse(items[0]?.schema ?? "").required).toEqual(["b", "name"]);
  });

  it("has its path variables as parameters, declared or not", async () => {
    const restApiId = await importApi({ ...plain, paths: { "/a/{b}/{rest+}": plain.paths["/a"] } });
    const parameters = (await resourcesOf(restApiId)).at(-1)?.resourceMethods?.["GET"]?.requestParameters;
    expect(parameters).toEqual({
      "method.request.path.b": true,
      "method.request.path.rest": true,
      "method.request.querystring.q": false,
    });
  });

  it("has its authorizers, which the methods use", async () => {
    const told: string[] = [];
    local.account.corner(news, "").tell = (line) => told.push(line);
    const restApiId = await importApi(guarded);
    const { items = [] } = await apigateway.send(new GetAuthorizersCommand({ restApiId }));
    expect(items).toMatchObject([
      { name: "token", type: "TOKEN", authType: "oauth2", identitySource: "method.request.header.X-Token" },
      { name: "request", type: "REQUEST", identitySource: "method.request.querystring.auth" },
      { name: "pool", type: "COGNITO_USER_POOLS", identitySource: "method.request.header.Authorization" },
    ]);
    expect(told).toEqual(
      ["token", "request", "pool"].map(
        (name) => `The authorizer ${name} is kept, but the local AWS does not run it: requests pass without its check.`,
      ),
    );
    const of = new Map(items.map(({ name, id }) => [name, id]));
    expect((await resourcesOf(restApiId)).map(({ resourceMethods }) => resourceMethods?.["GET"])).toMatchObject([
      { authorizationType: "CUSTOM", authorizerId: of.get("token") },
      { authorizationType: "COGNITO_USER_POOLS", authorizerId: of.get("pool"), authorizationScopes: ["email"] },
      { authorizationType: "AWS_IAM" },
      { authorizationType: "CUSTOM", authorizerId: of.get("request") },
    ]);
  });

  it("warns of what it leaves out, which may leave a method open", async () => {
    const get = { ...plain.paths["/a"].get, security: [{ nobody: [] }], responses: { 200: {}, abc: {}, default: {} } };
    const partly = { ...plain, paths: { "/a": { get, trace: {}, summary: "s" } } };
    const body = new TextEncoder().encode(JSON.stringify(partly));
    const warnings = [
      "Unsupported method 'trace' of resource '/a'. Ignoring.",
      "Invalid status code 'abc' of a response of method 'GET' of resource '/a'. Ignoring.",
      "Reference to security scheme 'nobody' not found. Ignoring.",
    ];
    expect((await apigateway.send(new ImportRestApiCommand({ body }))).warnings).toEqual(warnings);
    await expect(apigateway.send(new ImportRestApiCommand({ body, failOnWarnings: true }))).rejects.toThrow(
      ["Warnings found during import:", ...warnings].join("\n\t"),
    );
  });

  it("refuses a schema that is none, as CreateModel does", async () => {
    const schemas = { A: { type: "zz" } };
    await expect(importApi({ ...plain, components: { schemas } })).rejects.toThrow(
      "Unable to create model for 'A': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]",
    );
  });

  it("is refused with all that is wrong", async () => {
    const bad = { get: { "x-amazon-apigateway-integration": { type: "http", uri: "http://a.example" } } };
    await expect(importApi({ ...plain, paths: { "/a": bad, "/b": bad } })).rejects.toMatchObject({
      name: "BadRequestException",
      message: [
        "Errors found during import:",
        "Unable to put integration on 'GET' for resource at path '/a': Enumeration value for HttpMethod must be non-empty",
        "Unable to put integration on 'GET' for resource at path '/b': Enumeration value for HttpMethod must be non-empty",
      ].join("\n\t"),
    });
  });

  it("has warnings for what is passed over, and is refused for them when asked", async () => {
    const { get } = plain.paths["/a"];
    const integration = { type: "mock", requestParameters: { "integration.request.header.x": true } };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/Gone" } } };
    const paths = {
      "/a": { get: { ...get, requestBody: { content }, "x-amazon-apigateway-integration": integration } },
    };
    const body = bytes({ ...plain, paths });
    const warnings = [
      "Reference to model 'Gone' not found. Ignoring.",
      "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.x' of resource '/a' and method 'GET' but got 'true'",
    ];
    expect((await apigateway.send(new ImportRestApiCommand({ body }))).warnings).toEqual(warnings);
    await expect(apigateway.send(new ImportRestApiCommand({ body, failOnWarnings: true }))).rejects.toMatchObject({
      message: ["Warnings found during import:", ...warnings].join("\n\t"),
    });
  });

  it.each([
    ["ignore", { swagger: "2.0", basePath: "/v1/x" }, "/a"],
    ["prepend", { swagger: "2.0", basePath: "/v1/x" }, "/v1/x/a"],
    ["split", { swagger: "2.0", basePath: "/v1/x" }, "/x/a"],
    ["prepend", { openapi: "3.0.1", servers: [{ url: "https://a.example/v1/x/" }] }, "/v1/x/a"],
    ["split", { openapi: "3.0.1", servers: [{ url: "https://a.example/v1/x/" }] }, "/x/a"],
    [
      "prepend",
      { openapi: "3.0.1", servers: [{ url: "https://a", variables: { basePath: { default: "b" } } }] },
      "/b/a",
    ],
  ])("with basepath=%s of %j is at its paths", async (basepath, head, path) => {
    const { openapi: _, ...rest } = plain;
    const parameters = { basepath };
    const body = bytes({ ...rest, ...head });
    const { id = "" } = await apigateway.send(new ImportRestApiCommand({ body, parameters }));
    expect((await resourcesOf(id)).at(-1)?.path).toBe(path);
  });

  it("leaves nothing behind when it is refused", async () => {
    const wrong = { ...definition, paths: { "/a b": { post: send } } };
    await expect(importApi(wrong)).rejects.toMatchObject({ name: "BadRequestException" });
    await expect(importApi("nonsense")).rejects.toMatchObject({ message: "Invalid OpenAPI input." });
    await expect(importApi("[".repeat(20_001))).rejects.toThrow("Write the definition as JSON.");
    await expect(importApi("openapi: [")).rejects.toMatchObject({ message: "Invalid OpenAPI input." });
    const nowhere = { restApiId: "nowhere", body: bytes("openapi: [") };
    await expect(apigateway.send(new PutRestApiCommand(nowhere))).rejects.toMatchObject({
      message: "Invalid OpenAPI input.",
    });
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

  it.each([
    ["merge", ["a/a", "image/png"]],
    ["overwrite", ["image/png"]],
  ] as const)("with mode=%s has the binary media types %j", async (mode, expected) => {
    const { id = "" } = await apigateway.send(new CreateRestApiCommand({ name: "mine", binaryMediaTypes: ["a/a"] }));
    expect((await put(id, mode, definition)).binaryMediaTypes).toEqual(expected);
  });

  it("keeps the ids of authorizers when it is merged", async () => {
    const restApiId = await importApi(guarded);
    const idsOf = async () =>
      (await apigateway.send(new GetAuthorizersCommand({ restApiId }))).items?.map(({ id }) => id);
    const before = await idsOf();
    await put(restApiId, "merge", guarded);
    expect(await idsOf()).toEqual(before);
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
