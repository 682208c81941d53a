import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStageCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateRestApiCommand,
  paginateGetRestApis,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiExists, liveStage } from "../../../src/local/apigateway/index.ts";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { putRecord, region, role } from "./control-plane.ts";

describe("the AWS SDK", () => {
  let local: Local;
  let client: APIGatewayClient;

  beforeAll(async () => {
    local = await startLocal({ clock: { now: () => Date.UTC(2026, 0, 1), after: () => undefined } });
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    client = new APIGatewayClient({ endpoint: local.url, region, credentials, maxAttempts: 1 });
  });

  afterAll(async () => {
    client.destroy();
    await local.close();
  });

  it("makes the tutorial's API, reads it back with AWS's defaults, and takes it away", async () => {
    const api = await client.send(
      new CreateRestApiCommand({ name: "KinesisProxy", endpointConfiguration: { types: ["REGIONAL"] } }),
    );
    expect(api).toMatchObject({
      apiKeySource: "HEADER",
      disableExecuteApiEndpoint: false,
      endpointConfiguration: { types: ["REGIONAL"], ipAddressType: "ipv4" },
      createdDate: new Date("2026-01-01"),
    });
    expect(api.id).toMatch(/^[a-z0-9]{10}$/);
    expect(api.tags).toBeUndefined();

    const resources = await client.send(new GetResourcesCommand({ restApiId: api.id }));
    expect(resources.items).toEqual([{ id: api.rootResourceId, path: "/" }]);

    const names = { restApiId: api.id, resourceId: api.rootResourceId, httpMethod: "POST" };
    await client.send(new PutMethodCommand({ ...names, authorizationType: "NONE" }));
    await client.send(
      new PutIntegrationCommand({
        ...names,
        type: "AWS",
        integrationHttpMethod: "POST",
        uri: putRecord,
        credentials: role,
        requestTemplates: { "application/json": "$input.body" },
        passthroughBehavior: "NEVER",
      }),
    );
    const templates = { responseTemplates: { "application/json": "" } };
    await client.send(new PutIntegrationResponseCommand({ ...names, statusCode: "200", ...templates }));
    const models = { responseModels: { "application/json": "Empty" } };
    await client.send(new PutMethodResponseCommand({ ...names, statusCode: "200", ...models }));
    const deployment = await client.send(new CreateDeploymentCommand({ restApiId: api.id, stageName: "production" }));

    const method = await client.send(new GetMethodCommand(names));
    expect(method).toMatchObject({
      apiKeyRequired: false,
      authorizationType: "NONE",
      methodResponses: { 200: { statusCode: "200", responseModels: { "application/json": "Empty" } } },
      methodIntegration: {
        type: "AWS",
        httpMethod: "POST",
        passthroughBehavior: "NEVER",
        timeoutInMillis: 29_000,
        cacheNamespace: api.rootResourceId,
        cacheKeyParameters: [],
        integrationResponses: { 200: { statusCode: "200" } },
      },
    });
    const stage = await client.send(new GetStageCommand({ restApiId: api.id, stageName: "production" }));
    expect(stage).toMatchObject({
      deploymentId: deployment.id,
      cacheClusterEnabled: false,
      cacheClusterStatus: "NOT_AVAILABLE",
      methodSettings: {},
      tracingEnabled: false,
    });
    expect(liveStage(local.account, String(api.id), "production")?.api.deploymentId).toBe(deployment.id);

    await client.send(new DeleteRestApiCommand({ restApiId: api.id }));
    expect(apiExists(local.account, String(api.id))).toBe(false);
    await expect(client.send(new GetRestApiCommand({ restApiId: api.id }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: `Invalid API identifier specified 000000000000:${api.id}`,
    });
  });

  it("reads a modelled error by its type", async () => {
    const names = { restApiId: "nothing", resourceId: "nothing", httpMethod: "POST" };
    await expect(client.send(new GetIntegrationCommand(names))).rejects.toMatchObject({
      name: "NotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("pages through more APIs than one page holds", async () => {
    const wanted = Array.from({ length: 7 }, (_, i) => `paged-${i}`);
    for (const name of wanted) await client.send(new CreateRestApiCommand({ name }));
    const pages: (string | undefined)[][] = [];
    for await (const { items = [] } of paginateGetRestApis({ client, pageSize: 3 }, {})) {
      pages.push(items.map((item) => item.name));
    }
    expect(pages.flat()).toEqual(wanted);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
  });

  it("gives a policy back in AWS's escaping", async () => {
    const { id } = await client.send(new CreateRestApiCommand({ name: "limited" }));
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "execute-api:Invoke",
          Resource: ["execute-api:/*"],
          Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } },
        },
      ],
    };
    const set = { op: "replace" as const, path: "/policy", value: JSON.stringify(policy) };
    await client.send(new UpdateRestApiCommand({ restApiId: id, patchOperations: [set] }));
    const api = await client.send(new GetRestApiCommand({ restApiId: id }));
    expect(api.policy).toContain('{\\"Version\\":');
    expect(api.policy).toContain("203.0.113.0\\/24");
    const arn = `arn:aws:execute-api:${region}:000000000000:${id}/*`;
    expect(JSON.parse(JSON.parse(`"${api.policy}"`) as string)).toEqual({
      ...policy,
      Statement: [{ ...policy.Statement[0], Resource: [arn] }],
    });
  });
});
