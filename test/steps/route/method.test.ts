import {
  CreateResourceCommand,
  DeleteMethodCommand,
  DeleteResourceCommand,
  GetMethodCommand,
  GetResourcesCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateMethodCommand,
  type Method,
  type Resource,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/settings/config.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError, MissingStepError } from "../../../src/engine/errors.ts";
import { method } from "../../../src/steps/route/method.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi, knownMethod } from "../../helpers/known-steps.ts";
import { declaredStatuses } from "../../../src/mapping/response/statuses.ts";

const STATUSES = declaredStatuses();

const at = { restApiId: "api1", resourceId: "root1", httpMethod: "POST" };

const responses = (statuses: readonly string[]): NonNullable<Method["methodResponses"]> =>
  Object.fromEntries(statuses.map((statusCode) => [statusCode, { statusCode }]));

const operationName = "kinesisProxy_orders_put";
const whole: Method = {
  operationName,
  authorizationType: "NONE",
  apiKeyRequired: false,
  methodResponses: responses(STATUSES),
};

function contextWith(seen: Method | undefined, config: Partial<Config> = {}) {
  const ctx = fakeContext(config, { known: { api: knownApi } });
  const { apigateway } = ctx.aws;
  if (seen === undefined) apigateway.on(GetMethodCommand).rejects(fault("NotFoundException"));
  else apigateway.on(GetMethodCommand).resolves(seen);
  apigateway.on(GetResourcesCommand).resolves({ items: [{ id: "root1", path: "/" }] });
  apigateway.on(PutMethodCommand).resolves({ operationName, authorizationType: "NONE", apiKeyRequired: false });
  apigateway.on(PutMethodResponseCommand).resolves({});
  apigateway.on(UpdateMethodCommand).resolves({});
  apigateway.on(DeleteMethodCommand).resolves({});
  return ctx;
}

describe("the five", () => {
  test("the first run puts POST on the root and declares every status it may answer with", async () => {
    const ctx = contextWith(undefined);
    expect((await converge(method, ctx)).outcome).toBe("created");
    expect(ctx.inputs("PutMethod")).toEqual([
      { ...at, operationName, authorizationType: "NONE", apiKeyRequired: false },
    ]);
    expect(ctx.inputs("PutMethodResponse")).toEqual(
      STATUSES.map((statusCode) => ({ ...at, statusCode, responseModels: { "application/json": "Empty" } })),
    );
    expect(ctx.state.ids.method).toEqual({ httpMethod: "POST", path: "/", resourceId: "root1" });
  });

  test("the second run changes nothing", async () => {
    const ctx = contextWith(whole);
    expect((await converge(method, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test("another authorization, key and a missing status are repaired, each by itself", async () => {
    const ctx = contextWith(
      { ...whole, methodResponses: responses(["200", "400", "500", "502"]) },
      { auth: "AWS_IAM", apiKey: true },
    );
    expect((await converge(method, ctx)).outcome).toBe("repaired");
    expect(ctx.inputs("UpdateMethod")).toEqual([
      {
        ...at,
        patchOperations: [
          { op: "replace", path: "/authorizationType", value: "AWS_IAM" },
          { op: "replace", path: "/apiKeyRequired", value: "true" },
        ],
      },
    ]);
    expect(ctx.inputs("PutMethodResponse")).toMatchObject([{ statusCode: "429" }]);
  });

  test("lost races for the method and for its responses use what won", async () => {
    const ctx = contextWith(undefined);
    const { apigateway } = ctx.aws;
    apigateway.on(GetMethodCommand).rejectsOnce(fault("NotFoundException")).resolves({ operationName });
    apigateway.on(PutMethodCommand).rejects(fault("ConflictException", "Method already exists for this resource"));
    apigateway.on(PutMethodResponseCommand).rejects(fault("ConflictException", "Response already exists"));
    expect((await converge(method, ctx)).found.ids.resourceId).toBe("root1");
  });

  test("removing what is not there is fine", async () => {
    const ctx = contextWith(undefined);
    expect((await dismantle(method, ctx)).outcome).toBe("absent");
    ctx.aws.apigateway.on(DeleteMethodCommand).rejects(fault("NotFoundException"));
    await method.remove(knownMethod, ctx);
  });
});

describe("what is special about methods", () => {
  test("a path is made segment by segment, from where it begins to be missing", async () => {
    const ctx = contextWith(undefined, { path: "/v1/events/in" });
    ctx.aws.apigateway
      .on(GetResourcesCommand)
      .resolves({ items: [{ id: "root1", path: "/" }], position: "next" })
      .on(GetResourcesCommand, { position: "next" })
      .resolves({ items: [{ id: "r1", path: "/v1" }] });
    ctx.aws.apigateway.on(CreateResourceCommand, { pathPart: "events" }).resolves({ id: "r2" });
    ctx.aws.apigateway.on(CreateResourceCommand, { pathPart: "in" }).resolves({ id: "r3" });
    expect((await converge(method, ctx)).found.ids).toEqual({
      httpMethod: "POST",
      path: "/v1/events/in",
      resourceId: "r3",
    });
    expect(ctx.inputs("CreateResource")).toEqual([
      { restApiId: "api1", parentId: "r1", pathPart: "events" },
      { restApiId: "api1", parentId: "r2", pathPart: "in" },
    ]);
  });

  test("a lost race for a segment uses the one that won", async () => {
    const ctx = contextWith(undefined, { path: "/events" });
    ctx.aws.apigateway
      .on(GetResourcesCommand)
      .resolvesOnce({ items: [] })
      .resolvesOnce({ items: [] })
      .resolves({ items: [{ id: "r1", path: "/events" }] });
    ctx.aws.apigateway.on(CreateResourceCommand).rejects(fault("ConflictException", "Another resource exists"));
    expect((await converge(method, ctx)).found.ids.resourceId).toBe("r1");
  });

  test.each<[string, Method, boolean]>([
    ["bears our mark, though the state file knows nothing of it", { operationName }, false],
    ["was made at the path that the state file tells", {}, true],
  ])("a route that is elsewhere and %s goes, and first", async (_, old, remembered) => {
    const ctx = contextWith(undefined);
    if (remembered) await ctx.state.record("method", { httpMethod: "POST", path: "/old", resourceId: "old1" });
    const items: Resource[] = [
      { id: "root1", path: "/" },
      { id: "v1", path: "/v1", parentId: "root1" },
      { id: "old1", path: remembered ? "/old" : "/v1/old", parentId: "v1", resourceMethods: { POST: old } },
      { id: "other", path: "/other", parentId: "root1", resourceMethods: { POST: { operationName: "listOrders" } } },
    ];
    ctx.aws.apigateway.on(GetResourcesCommand).callsFake(() => ({ items }));
    ctx.aws.apigateway.on(DeleteMethodCommand).callsFake(() => {
      items[2] = { ...items[2], resourceMethods: {} };
      return {};
    });
    ctx.aws.apigateway.on(DeleteResourceCommand).resolves({});
    await converge(method, ctx);
    expect(ctx.inputs("DeleteMethod")).toEqual([{ ...at, resourceId: "old1" }]);
    expect(ctx.inputs("DeleteResource")).toMatchObject([{ resourceId: "old1" }, { resourceId: "v1" }]);
    expect(ctx.changes().slice(0, 4)).toEqual(["DeleteMethod", "DeleteResource", "DeleteResource", "PutMethod"]);
    expect(ctx.state.ids.method?.path).toBe("/");
  });

  test.each<[string, Partial<Config>, object]>([
    [
      "takes along the key and the checks that nobody spoke of",
      {},
      { apiKeyRequired: true, requestValidatorId: "v1", requestModels: { "application/json": "M" } },
    ],
    ["but not what is asked to be otherwise", { apiKey: false, schema: "" }, { apiKeyRequired: false }],
  ])("a route that moves %s", async (_, config, put) => {
    const ctx = contextWith(undefined, config);
    const checks = { requestValidatorId: "v1", requestModels: { "application/json": "M" } };
    const old: Resource = { id: "old1", path: "/old", resourceMethods: { POST: { operationName } } };
    ctx.aws.apigateway.on(GetResourcesCommand).resolves({ items: [{ id: "root1", path: "/" }, old] });
    ctx.aws.apigateway
      .on(GetMethodCommand, { ...at, resourceId: "old1" })
      .resolves({ operationName, authorizationType: "NONE", apiKeyRequired: true, ...checks });
    await converge(method, ctx);
    expect(ctx.inputs("PutMethod")).toEqual([{ ...at, operationName, authorizationType: "NONE", ...put }]);
  });

  test("a route that stayed elsewhere is drift, and goes", async () => {
    const ctx = contextWith(whole);
    const old: Resource = { id: "old1", path: "/old", resourceMethods: { POST: { operationName } } };
    ctx.aws.apigateway.on(GetResourcesCommand).resolves({ items: [{ id: "root1", path: "/" }, old] });
    expect(await converge(method, ctx)).toMatchObject({ outcome: "repaired", detail: "POST /old: there → gone" });
    expect(ctx.inputs("DeleteMethod")).toEqual([{ ...at, resourceId: "old1" }]);
  });

  test("an API key that nobody asked about is left as it is", async () => {
    const ctx = contextWith({ ...whole, apiKeyRequired: true });
    expect((await converge(method, ctx)).outcome).toBe("unchanged");
  });

  test("without an API it says which command makes one", async () => {
    const error = await converge(method, fakeContext()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MissingStepError);
    expect(error).toMatchObject({
      message: "There is no REST API yet.",
      hint: expect.stringContaining("kinesis-proxy create-api"),
    });
  });

  test("on an API that is not ours nothing is changed and nothing made", async () => {
    for (const seen of [{ ...whole, operationName: "", authorizationType: "AWS_IAM" }, undefined]) {
      const ctx = contextWith(seen);
      ctx.known.set("api", { ...knownApi, ours: false });
      await expect(converge(method, ctx)).rejects.toBeInstanceOf(DriftError);
      expect(ctx.changes()).toEqual([]);
    }
  });
});
