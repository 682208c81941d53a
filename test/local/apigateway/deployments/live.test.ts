import { describe, expect, it } from "vitest";
import { apiExists, apiKeyFor, liveStage } from "../../../../src/local/apigateway/index.ts";
import { controlPlane, kinesisApi } from "../control-plane.ts";

describe("what a stage serves", () => {
  it("is what was deployed, not what was edited since", async () => {
    const plane = controlPlane();
    const { id, api, method } = await kinesisApi(plane);
    const template = (value: string) => ({
      op: "add",
      path: "/requestTemplates/application~1json",
      value,
    });
    await plane.patch(`${method}/integration`, template("first"));
    await plane.call("POST", `${api}/deployments`, { stageName: "s" });
    const served = () => liveStage(plane.account, id, "s")?.api;
    const templates = () =>
      served()?.resources.find(({ path }) => path === "/")?.methods["POST"]?.integration.requestTemplates;

    await plane.patch(`${method}/integration`, template("second"));
    await plane.patch(api, { op: "add", path: "/binaryMediaTypes/image~1png" });
    await plane.call("DELETE", `${method}/integration/responses/200`);
    expect(templates()).toEqual({ "application/json": "first" });
    expect(served()?.binaryMediaTypes).toEqual([]);
    expect(served()?.resources[0]?.methods["POST"]?.integration.integrationResponses).toHaveProperty("200");

    await plane.call("POST", `${api}/deployments`, { stageName: "s" });
    expect(templates()).toEqual({ "application/json": "second" });
    expect(served()?.binaryMediaTypes).toEqual(["image/png"]);
  });

  it("changes at once with the stage's own settings, and when it is pointed at another deployment", async () => {
    const plane = controlPlane();
    const { id, api } = await kinesisApi(plane);
    const { body: first } = await plane.call("POST", `${api}/deployments`, { stageName: "s" });
    await plane.call("POST", `${api}/deployments`, { stageName: "s" });
    await plane.patch(
      `${api}/stages/s`,
      { op: "replace", path: "/deploymentId", value: first["id"] },
      { op: "replace", path: "/variables/stream", value: "orders" },
      { op: "replace", path: "/~1events/POST/throttling/rateLimit", value: "2.5" },
    );
    expect(liveStage(plane.account, id, "s")).toMatchObject({
      api: { deploymentId: first["id"] },
      variables: { stream: "orders" },
      methodSettings: { "~1events/POST": { throttlingRateLimit: 2.5 } },
    });
  });

  it("ends with the stage or the API", async () => {
    const plane = controlPlane();
    const { id, api } = await kinesisApi(plane);
    await plane.call("POST", `${api}/deployments`, { stageName: "s" });
    await plane.call("DELETE", `${api}/stages/s`);
    expect(liveStage(plane.account, id, "s")).toBeUndefined();
    expect(apiExists(plane.account, id)).toBe(true);
    expect((await plane.call("DELETE", api)).status).toBe(202);
    expect(apiExists(plane.account, id)).toBe(false);
  });
});

describe("an API key", () => {
  it("opens a stage while it is enabled and in a plan that contains the stage", async () => {
    const plane = controlPlane();
    const { id, api } = await kinesisApi(plane);
    await plane.call("POST", `${api}/deployments`, { stageName: "s" });
    const value = "a-value-of-twenty-characters";
    const { body: key } = await plane.call("POST", "/apikeys", { name: "k", enabled: true, value });
    const find = (stage = "s") => apiKeyFor(plane.account, id, stage, value);
    expect(find()).toBeUndefined();

    const { body: plan } = await plane.call("POST", "/usageplans", {
      name: "gold",
      apiStages: [{ apiId: id, stage: "s" }],
      quota: { limit: 10, period: "DAY" },
    });
    const planUrl = `/usageplans/${String(plan["id"])}`;
    await plane.call("POST", `${planUrl}/keys`, { keyId: key["id"], keyType: "API_KEY" });
    expect(find()).toEqual({
      keyId: key["id"],
      value,
      usagePlan: { id: plan["id"], name: "gold", quota: { limit: 10, offset: 0, period: "DAY" }, methodThrottle: {} },
    });
    expect(find("other")).toBeUndefined();

    const throttle = `/apiStages/${id}:s/throttle/~1events/POST/rateLimit`;
    await plane.patch(planUrl, { op: "replace", path: throttle, value: "5" });
    expect(find()?.usagePlan.methodThrottle).toEqual({ "/events/POST": { rateLimit: 5 } });

    await plane.patch(`/apikeys/${String(key["id"])}`, { op: "replace", path: "/enabled", value: "false" });
    expect(find()).toBeUndefined();
  });

  it("shows its value only when asked", async () => {
    const plane = controlPlane();
    const { body: key } = await plane.call("POST", "/apikeys", { name: "k" });
    expect(key).toMatchObject({ enabled: false, stageKeys: [], value: expect.stringMatching(/^\w{40}$/) as string });
    const url = `/apikeys/${String(key["id"])}`;
    expect((await plane.call("GET", url)).body).not.toHaveProperty("value");
    expect((await plane.call("GET", `${url}?includeValue=true`)).body).toMatchObject({ value: key["value"] });
    expect((await plane.call("GET", "/apikeys?name=k&includeValues=true")).body).toMatchObject({
      item: [{ value: key["value"] }],
    });
  });
});
