import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import type { ApiSummary, ApiView } from "../../../../src/local/page/api.ts";
import { pageApi, tokenOf } from "../ask.ts";
import { orders } from "../orders.ts";
import { pageFolder } from "../page-folder.ts";

const folder = pageFolder();
let local: Local;
let made: Awaited<ReturnType<typeof orders>>;
let api: ReturnType<typeof pageApi>;

beforeAll(async () => {
  local = await startLocal({ page: { folder: folder.path } });
  made = await orders(local, { apiKeyRequired: true });
  api = pageApi(local, await tokenOf(local));
});
afterAll(async () => {
  await local.close();
  folder.remove();
});

const view = () => api.get<ApiView>(`/apis/ap-northeast-2/${made.apiId}`);
const edits = async () => (await view()).stageViews[0]?.edits ?? [];

describe("an API", () => {
  test("is shown as it is served, in words", async () => {
    const { name, stages, stageViews } = await view();
    expect(name).toBe("orders");
    expect(stages).toEqual([{ name: "production", url: `${local.url}/_aws/execute-api/${made.apiId}/production` }]);
    expect(stageViews[0]).toMatchObject({
      routes: [
        {
          method: "POST",
          path: "/events",
          says: "Writes a record into the stream orders (PutRecord).",
          demands: ["An API key is needed (header x-api-key)."],
          templates: [{ contentType: "application/json" }],
        },
      ],
      policy: [],
      edits: [],
    });
    expect(stageViews[0]?.deployedAt).toBeGreaterThan(1_600_000_000_000);
    expect(await api.get<ApiSummary[]>("/apis")).toMatchObject([{ apiId: made.apiId, edits: 0 }]);
    expect((await api.call("GET", "/apis/eu-west-1/nowhere")).status).toBe(404);
  });

  test("says what was edited and is not served, until it is deployed", async () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "execute-api:Invoke",
          Resource: "*",
          Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } },
        },
      ],
    });
    const replace = (path: string, value: string) => ({ patchOperations: [{ op: "replace", path, value }] });
    await made.api("PATCH", `${made.method}/integration`, replace("/requestTemplates/application~1json", "{}"));
    await made.api("PATCH", `/restapis/${made.apiId}`, replace("/policy", policy));
    const found = await edits();
    expect(found.map(({ says }) => says)).toEqual([
      "POST /events: the request template for application/json was changed.",
      "The resource policy was added.",
    ]);
    expect(found[0]).toMatchObject({ before: expect.stringContaining("orders"), after: "{}" });
    expect((await api.get<ApiSummary[]>("/apis"))[0]?.edits).toBe(2);
    await made.deploy();
    expect(await edits()).toEqual([]);
    expect((await view()).stageViews[0]?.policy).toEqual(["Allows everybody from 203.0.113.0/24."]);
  });

  test("says once that a whole route is new", async () => {
    const { rootResourceId } = await made.api("GET", `/restapis/${made.apiId}`);
    const { id: fresh } = await made.api("POST", `/restapis/${made.apiId}/resources/${rootResourceId}`, {
      pathPart: "new",
    });
    const method = `/restapis/${made.apiId}/resources/${fresh}/methods/GET`;
    await made.api("PUT", method, { authorizationType: "NONE" });
    await made.api("PUT", `${method}/integration`, { type: "MOCK" });
    expect((await edits()).map(({ says }) => says)).toEqual(["GET /new was added."]);
  });
});

test("API keys are listed without their values, which are shown one at a time", async () => {
  const value = "abcdefghijklmnopqrstuvwxyz";
  const { id = "" } = await made.api("POST", "/apikeys", { name: "sender", enabled: true, value });
  const { id: plan = "" } = await made.api("POST", "/usageplans", {
    name: "gold",
    apiStages: [{ apiId: made.apiId, stage: "production" }],
  });
  await made.api("POST", `/usageplans/${plan}/keys`, { keyId: id, keyType: "API_KEY" });
  const shown = await api.call("GET", `/apis/ap-northeast-2/${made.apiId}`);
  expect(shown.json<ApiView>().keys).toEqual([{ id, name: "sender", enabled: true, plans: ["gold"] }]);
  await made.post("{}", { "x-api-key": value, "x-local-source-ip": "203.0.113.9" });
  const { text: list } = await api.call("GET", "/requests");
  expect(shown.text + list).not.toContain(value);
  expect(await api.get(`/keys/ap-northeast-2/${id}`)).toEqual({ value });
  expect((await api.call("GET", "/keys/ap-northeast-2/none")).status).toBe(404);
});
