import {
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateRestApiCommand,
  DeleteBasePathMappingCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  GetBasePathMappingCommand,
  GetBasePathMappingsCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateBasePathMappingCommand,
} from "@aws-sdk/client-api-gateway";
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

const domainName = "api.example.com";
let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let restApiId: string;

beforeAll(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
  const { id = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "a" }));
  restApiId = id;
  const method = { restApiId, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
  for (const stageName of ["one", "two"]) await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName }));
  const regionalCertificateArn = "arn:aws:acm:ap-northeast-2:000000000000:certificate/a";
  const endpointConfiguration = { types: ["REGIONAL" as const] };
  await apigateway.send(new CreateDomainNameCommand({ domainName, regionalCertificateArn, endpointConfiguration }));
});
afterAll(async () => {
  apigateway.destroy();
  await local.close();
});

const create = async (basePath?: string, stage?: string, api = restApiId, domain = domainName) => {
  const input = { domainName: domain, restApiId: api, basePath, stage };
  const { $metadata: _, ...made } = await apigateway.send(new CreateBasePathMappingCommand(input));
  return made;
};
const read = async (basePath: string) => {
  const { $metadata: _, ...shown } = await apigateway.send(new GetBasePathMappingCommand({ domainName, basePath }));
  return shown;
};
const update = (basePath: string, ...patchOperations: readonly PatchOperation[]) =>
  apigateway.send(new UpdateBasePathMappingCommand({ domainName, basePath, patchOperations: [...patchOperations] }));
const remove = (basePath: string) => apigateway.send(new DeleteBasePathMappingCommand({ domainName, basePath }));
const absent = { name: "NotFoundException", message: "Invalid base path mapping identifier specified" };
const bad = (message: string) => ({ name: "BadRequestException", message });

test("mappings are made, listed, changed and deleted; an empty base path is written (none)", async () => {
  const root = { basePath: "(none)", restApiId, stage: "one" };
  expect(await create(undefined, "one")).toEqual(root);
  expect(await create("orders", "(none)")).toEqual({ basePath: "orders", restApiId });
  expect(await read("(none)")).toEqual(root);
  const { items } = await apigateway.send(new GetBasePathMappingsCommand({ domainName }));
  expect(items?.map(({ basePath }) => basePath)).toEqual(["(none)", "orders"]);
  for (const taken of ["", "orders"]) {
    await expect(create(taken)).rejects.toMatchObject({
      name: "ConflictException",
      message: "Base path already exists for this domain name",
    });
  }
  const move = { op: "replace" as const, path: "/basePath", value: "(none)" };
  await expect(update("orders", move)).rejects.toThrow("Base path already exists");
  const moved = await update("orders", { ...move, value: "sales" }, { op: "replace", path: "/stage", value: "two" });
  expect(moved).toMatchObject({ basePath: "sales", restApiId, stage: "two" });
  await expect(read("orders")).rejects.toMatchObject(absent);
  expect(await read("sales")).toEqual({ basePath: "sales", restApiId, stage: "two" });
  await expect(update("sales", { op: "replace", path: "/restapiId", value: "nope" })).rejects.toMatchObject(
    bad("Invalid REST API identifier specified"),
  );
  await remove("sales");
  await remove("(none)");
  await expect(remove("sales")).rejects.toMatchObject(absent);
});

test("what it leads to must be there, and its path be one of AWS's", async () => {
  await expect(create("a", "one", "nope")).rejects.toMatchObject(bad("Invalid REST API identifier specified"));
  await expect(create("a", "three")).rejects.toMatchObject(bad("Invalid stage identifier specified"));
  await expect(create("a/b", "one")).rejects.toThrow("doesn't support the slash character (/) in base path mappings");
  await expect(create("ä", "one")).rejects.toMatchObject({ name: "BadRequestException" });
  await expect(create("a", "one", restApiId, "no.example.com")).rejects.toMatchObject({
    name: "NotFoundException",
    message: "Invalid domain name identifier specified",
  });
});

test("a stage or an API that a domain name leads to is not deleted", async () => {
  await create("orders", "two");
  const stage = () => apigateway.send(new DeleteStageCommand({ restApiId, stageName: "two" }));
  const api = () => apigateway.send(new DeleteRestApiCommand({ restApiId }));
  await expect(stage()).rejects.toMatchObject(
    bad(
      `Deleting stage two failed. Please remove all base path mappings related to the stage in your domains: ${domainName}`,
    ),
  );
  await expect(api()).rejects.toMatchObject(
    bad(
      `Deleting RestApi ${restApiId} failed. Please remove all base path mappings related to the RestApi in your domains: ${domainName}`,
    ),
  );
  await apigateway.send(new DeleteStageCommand({ restApiId, stageName: "one" }));
  await remove("orders");
  await stage();
  await api();
});
