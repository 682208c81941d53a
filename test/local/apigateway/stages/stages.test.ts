import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  FlushStageAuthorizersCacheCommand,
  FlushStageCacheCommand,
  GetAuthorizersCommand,
  GetDocumentationPartsCommand,
  GetDocumentationVersionsCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];

beforeEach(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
});
afterEach(() => local.close());

async function makeApi(): Promise<{ readonly restApiId: string; readonly resourceId: string }> {
  const { id, rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "KinesisProxy" }));
  return { restApiId: id ?? "", resourceId: rootResourceId ?? "" };
}

describe("what an API has none of", () => {
  it("is listed as empty", async () => {
    const { restApiId } = await makeApi();
    expect((await apigateway.send(new GetAuthorizersCommand({ restApiId }))).items).toEqual([]);
    expect((await apigateway.send(new GetDocumentationPartsCommand({ restApiId }))).items).toEqual([]);
    expect((await apigateway.send(new GetDocumentationVersionsCommand({ restApiId }))).items).toEqual([]);
  });

  it("is not listed of an API that is not there", async () => {
    await expect(apigateway.send(new GetAuthorizersCommand({ restApiId: "nope" }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid API identifier specified 000000000000:nope",
    });
  });
});

describe("the caches of a stage", () => {
  it("are flushed when the stage is there", async () => {
    const { restApiId, resourceId } = await makeApi();
    const method = { restApiId, resourceId, httpMethod: "GET" };
    await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
    await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
    await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s" }));
    const flushed = await apigateway.send(new FlushStageCacheCommand({ restApiId, stageName: "s" }));
    expect(flushed.$metadata.httpStatusCode).toBe(202);
    await apigateway.send(new FlushStageAuthorizersCacheCommand({ restApiId, stageName: "s" }));
    await expect(apigateway.send(new FlushStageCacheCommand({ restApiId, stageName: "t" }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid stage identifier specified",
    });
  });
});
