import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  GetUsageCommand,
  GetUsagePlanKeysCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateUsageCommand,
  UpdateUsagePlanCommand,
} from "@aws-sdk/client-api-gateway";
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";

const clock = handClock(Date.UTC(2026, 8, 1, 12));
const value = "abcdefghij0123456789";
let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let usagePlanId: string;
let keyId: string;
let other: string;
let invoke: () => Promise<number>;

beforeAll(async () => {
  local = await startLocal({ clock });
  apigateway = clientsOf(local).apigateway;
  const { id: restApiId = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "a" }));
  const method = { restApiId, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE", apiKeyRequired: true }));
  const requestTemplates = { "application/json": '{"statusCode": 200}' };
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK", requestTemplates }));
  await apigateway.send(new PutMethodResponseCommand({ ...method, statusCode: "200" }));
  await apigateway.send(new PutIntegrationResponseCommand({ ...method, statusCode: "200" }));
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s" }));
  const apiStages = [{ apiId: restApiId, stage: "s" }];
  const quota = { limit: 2, period: "DAY" as const };
  usagePlanId = (await apigateway.send(new CreateUsagePlanCommand({ name: "p", apiStages, quota }))).id ?? "";
  keyId = (await apigateway.send(new CreateApiKeyCommand({ name: "k", enabled: true, value }))).id ?? "";
  other = (await apigateway.send(new CreateApiKeyCommand({ name: "o", enabled: true }))).id ?? "";
  for (const id of [keyId, other]) {
    await apigateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: "API_KEY" }));
  }
  const url = `${local.url}/_aws/execute-api/${restApiId}/s/`;
  invoke = async () => (await fetch(url, { headers: { "x-api-key": value } })).status;
});
afterAll(async () => {
  apigateway.destroy();
  await local.close();
});

test("the key that was added last is listed first", async () => {
  const { items = [] } = await apigateway.send(new GetUsagePlanKeysCommand({ usagePlanId }));
  expect(items.map(({ name }) => name)).toEqual(["o", "k"]);
});

const range = { startDate: "2026-08-31", endDate: "2026-09-02" };
const usage = (
  more: { limit?: number; position?: string | undefined; keyId?: string; startDate?: string; endDate?: string } = {},
) => apigateway.send(new GetUsageCommand({ usagePlanId, ...range, ...more }));
const update = (operation: PatchOperation, id = keyId) =>
  apigateway.send(new UpdateUsageCommand({ usagePlanId, keyId: id, patchOperations: [operation] }));

test("the endpoint counts, GetUsage shows it, and UpdateUsage lets a key in again", async () => {
  expect([await invoke(), await invoke(), await invoke()]).toEqual([200, 200, 429]);
  expect(await usage()).toMatchObject({
    usagePlanId,
    ...range,
    items: {
      [keyId]: [
        [0, 2],
        [2, 0],
        [0, 2],
      ],
      [other]: [
        [0, 2],
        [0, 2],
        [0, 2],
      ],
    },
  });
  const granted = await update({ op: "replace", path: "/remaining", value: "1" });
  expect(granted).toMatchObject({
    usagePlanId,
    startDate: "2026-09-01",
    endDate: "2026-09-01",
    items: { [keyId]: [[2, 1]] },
  });
  expect([await invoke(), await invoke()]).toEqual([200, 429]);
  clock.move(24 * 3_600_000);
  expect(await invoke()).toBe(200);
  expect((await usage({ keyId })).items).toEqual({
    [keyId]: [
      [0, 2],
      [3, 0],
      [1, 1],
    ],
  });
});

test("usage comes key by key in pages", async () => {
  const first = await usage({ limit: 1 });
  expect(Object.keys(first.items ?? {})).toEqual([keyId]);
  const second = await usage({ limit: 1, position: first.position });
  expect(Object.keys(second.items ?? {})).toEqual([other]);
  expect(second.position).toBeUndefined();
});

test("what is not there, and what cannot be, is refused", async () => {
  const absent = { name: "NotFoundException", message: "Invalid API Key identifier specified" };
  const bad = { name: "BadRequestException" };
  await expect(usage({ keyId: "nope" })).rejects.toMatchObject(absent);
  await expect(update({ op: "replace", path: "/remaining", value: "1" }, "nope")).rejects.toMatchObject(absent);
  await expect(usage({ startDate: "2026-02-30" })).rejects.toMatchObject(bad);
  await expect(usage({ startDate: "2026-09-03" })).rejects.toMatchObject(bad);
  await expect(usage({ startDate: "1026-09-01" })).rejects.toMatchObject(bad);
  await expect(update({ op: "replace", path: "/remaining", value: "-1" })).rejects.toMatchObject(bad);
  await expect(update({ op: "add", path: "/remaining", value: "1" })).rejects.toMatchObject({
    ...bad,
    message: "Invalid patch path  '/remaining' specified for op 'add'. Please choose supported operations",
  });
  const unknown = new GetUsageCommand({ usagePlanId: "nope", ...range });
  await expect(apigateway.send(unknown)).rejects.toThrow("Invalid Usage Plan ID specified");
});

test("a plan without a quota measures nothing", async () => {
  const patchOperations = [{ op: "remove" as const, path: "/quota" }];
  await apigateway.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
  expect((await usage()).items).toEqual({});
  await expect(update({ op: "replace", path: "/remaining", value: "1" })).rejects.toThrow("does not have a quota");
});
