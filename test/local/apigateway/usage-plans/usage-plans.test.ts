import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  DeleteUsagePlanCommand,
  GetUsagePlanCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateUsagePlanCommand,
} from "@aws-sdk/client-api-gateway";
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let apiId: string;
let usagePlanId: string;

beforeEach(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
  const { id = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "a" }));
  const method = { restApiId: id, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
  for (const stageName of ["one", "two"]) {
    await apigateway.send(new CreateDeploymentCommand({ restApiId: id, stageName }));
  }
  const apiStages = ["one", "two"].map((stage) => ({ apiId: id, stage }));
  const plan = await apigateway.send(new CreateUsagePlanCommand({ name: "p", apiStages }));
  [apiId, usagePlanId] = [id, plan.id ?? ""];
});
afterEach(() => local.close());

const stagesOf = async () =>
  (await apigateway.send(new GetUsagePlanCommand({ usagePlanId }))).apiStages?.map(({ stage }) => stage);
const update = (...patchOperations: readonly PatchOperation[]) =>
  apigateway.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations: [...patchOperations] }));

describe("a usage plan", () => {
  it("loses a stage that is deleted", async () => {
    await apigateway.send(new DeleteStageCommand({ restApiId: apiId, stageName: "one" }));
    expect(await stagesOf()).toEqual(["two"]);
  });

  it("loses all stages of an API that is deleted", async () => {
    await apigateway.send(new DeleteRestApiCommand({ restApiId: apiId }));
    expect(await stagesOf()).toEqual([]);
    await apigateway.send(new DeleteUsagePlanCommand({ usagePlanId }));
  });

  it("is not deleted while it opens a stage", async () => {
    await expect(apigateway.send(new DeleteUsagePlanCommand({ usagePlanId }))).rejects.toMatchObject({
      name: "BadRequestException",
      message: `Cannot delete Usage Plan ${usagePlanId} because there are API Stages associated with it, including ${apiId}:one`,
    });
  });

  it("says what can be removed of it", async () => {
    await expect(update({ op: "remove", path: `/apiStages/${apiId}:one` })).rejects.toMatchObject({
      name: "BadRequestException",
      message:
        `Invalid patch path  '/apiStages/${apiId}:one' specified for op 'remove'. Must be one of: [/apiStages, /quota, ` +
        "/throttle, /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, " +
        "/apiStages/<apidId:stageName>/throttle]",
    });
    await expect(update({ op: "remove", path: "/apiStages" })).rejects.toThrow("Invalid API Stage specified");
  });

  it("limits single methods, until the limits are removed one by one or all at once", async () => {
    const at = `/apiStages/${apiId}:one/throttle`;
    const first = async () =>
      (await apigateway.send(new GetUsagePlanCommand({ usagePlanId }))).apiStages?.[0]?.throttle;
    await update(
      { op: "add", path: `${at}/~1/GET/rateLimit`, value: "2" },
      { op: "add", path: `${at}/~1events/POST/burstLimit`, value: "3" },
    );
    expect(await first()).toMatchObject({ "/events/POST": { burstLimit: 3 } });
    await update({ op: "remove", path: `${at}/~1events/POST` });
    expect(Object.keys((await first()) ?? {})).toHaveLength(1);
    await update({ op: "remove", path: at });
    expect(await first()).toBeUndefined();
  });
});
