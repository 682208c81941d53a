import {
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStagesCommand,
  GetUsagePlansCommand,
  UpdateRestApiCommand,
  UpdateUsagePlanCommand,
  type RestApi,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { api } from "../../../src/steps/api/api.ts";
import { fakeContext, ourTag } from "../../helpers/fake-context.ts";
import { knownApi } from "../../helpers/known-steps.ts";
import { fault } from "../../helpers/fault.ts";

const ids = { id: "api1", rootResourceId: "root1" };

function restApi(more: Partial<RestApi> = {}): RestApi {
  const rest = { name: "orders", tags: ourTag, endpointConfiguration: { types: ["REGIONAL" as const] } };
  return { id: "api1", rootResourceId: "root1", ...rest, ...more };
}

describe("the five", () => {
  test("the first run creates a REGIONAL API, with our tag in the creating call, and remembers its ids", async () => {
    const ctx = fakeContext();
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [restApi({ id: "other", tags: {} })] });
    ctx.aws.apigateway.on(CreateRestApiCommand).resolves(restApi());
    expect(await converge(api, ctx)).toMatchObject({ outcome: "created", found: { ids, ours: true } });
    expect(ctx.inputs("CreateRestApi")).toMatchObject([
      { name: "orders", endpointConfiguration: { types: ["REGIONAL"] }, tags: ourTag },
    ]);
    expect(ctx.state.ids.api).toEqual(ids);
  });

  test("the second run looks at the remembered id and changes nothing", async () => {
    const ctx = fakeContext({}, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [restApi()] });
    expect((await converge(api, ctx)).outcome).toBe("unchanged");
    expect(ctx.calls.map(({ operation }) => operation)).toEqual(["GetRestApis"]);
  });

  test("another name and endpoint type are repaired", async () => {
    const ctx = fakeContext({}, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
    const old = { name: "old", endpointConfiguration: { types: ["EDGE" as const] } };
    ctx.aws.apigateway.on(GetRestApiCommand).resolves(restApi(old));
    ctx.aws.apigateway.on(UpdateRestApiCommand).resolves(restApi());
    expect((await converge(api, ctx)).outcome).toBe("repaired");
    expect(ctx.inputs("UpdateRestApi")).toMatchObject([
      { patchOperations: [{ op: "replace", path: "/endpointConfiguration/types/EDGE", value: "REGIONAL" }] },
      { patchOperations: [{ op: "replace", path: "/name", value: "orders" }] },
    ]);
  });

  test("the order of content types makes no difference, another type does", async () => {
    const accept = ["image/png", "application/zip"];
    for (const [types, outcome] of [
      [["image/png", "application/zip"], "unchanged"],
      [["application/zip", "image/png"], "unchanged"],
      [["application/zip", "image/gif"], "repaired"],
    ] as const) {
      const ctx = fakeContext({ accept }, { ids: { api: ids } });
      ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [restApi({ binaryMediaTypes: [...types] })] });
      ctx.aws.apigateway.on(UpdateRestApiCommand).resolves(restApi());
      expect((await converge(api, ctx)).outcome).toBe(outcome);
      if (outcome === "repaired")
        expect(ctx.inputs("UpdateRestApi")).toMatchObject([
          {
            patchOperations: [
              { op: "remove", path: "/binaryMediaTypes/image~1gif" },
              { op: "add", path: "/binaryMediaTypes/image~1png" },
            ],
          },
        ]);
    }
  });

  test("a list that lags behind does not hide what the state file knows", async () => {
    const ctx = fakeContext({}, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [] });
    ctx.aws.apigateway.on(GetRestApiCommand, { restApiId: "api1" }).resolves(restApi());
    expect((await converge(api, ctx)).outcome).toBe("unchanged");
  });

  test("a state file with somebody else's id does not hide the API of ours", async () => {
    const ctx = fakeContext({}, { ids: { api: { id: "theirs", rootResourceId: "r" } } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [restApi({ id: "theirs", tags: {} }), restApi()] });
    ctx.aws.apigateway.on(GetRestApiCommand).resolves(restApi({ id: "theirs", tags: {} }));
    expect((await converge(api, ctx)).found.ids.id).toBe("api1");
  });

  test("of several the one that is deployed is used, else the oldest", async () => {
    const ctx = fakeContext();
    const [older, newer] = [new Date(1_000), new Date(2_000)];
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({
      items: [restApi({ id: "newer", createdDate: newer }), restApi({ createdDate: older })],
    });
    ctx.aws.apigateway.on(GetStagesCommand).resolves({ item: [] });
    expect((await converge(api, ctx)).found.ids.id).toBe("api1");
    ctx.aws.apigateway.on(GetStagesCommand, { restApiId: "newer" }).resolves({ item: [{ stageName: "production" }] });
    expect((await converge(api, ctx)).found.ids.id).toBe("newer");
    expect(ctx.changes()).toEqual([]);
  });

  test("removing what is not there is fine", async () => {
    const ctx = fakeContext({}, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApiCommand).rejects(fault("NotFoundException"));
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
    ctx.aws.apigateway.on(DeleteRestApiCommand).rejects(fault("NotFoundException"));
    expect((await dismantle(api, ctx)).outcome).toBe("absent");
    expect(ctx.state.ids.api).toBeUndefined();
    await api.remove({ ...knownApi, ids }, ctx);
  });
});

describe("what is special about APIs", () => {
  test("without a state it is found by its tag, on whichever page", async () => {
    const ctx = fakeContext();
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [restApi({ id: "x", tags: {} })], position: "p2" });
    ctx.aws.apigateway
      .on(GetRestApisCommand, { limit: 500, position: "p2" })
      .resolves({ items: [restApi({ id: "y", tags: { "kinesis-proxy": "another" } })], position: "p3" });
    ctx.aws.apigateway.on(GetRestApisCommand, { limit: 500, position: "p3" }).resolves({ items: [restApi()] });
    expect(await converge(api, ctx)).toMatchObject({ outcome: "unchanged", found: { ids } });
    expect(ctx.state.ids.api).toEqual(ids);
  });

  test.each([
    ["AWS, which takes the type from the path", undefined, {}, {}],
    [
      "an emulator that takes it from the value",
      "http://127.0.0.1:4566",
      { value: "application/old" },
      { value: "application/pdf" },
    ],
  ])("binary media types are changed one by one: %s", async (_, endpoint, old, now) => {
    const ctx = fakeContext({ endpoint, accept: ["application/pdf"] }, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
    ctx.aws.apigateway.on(GetRestApiCommand).resolves(restApi({ binaryMediaTypes: ["application/old"] }));
    ctx.aws.apigateway.on(UpdateRestApiCommand).resolves({});
    expect((await converge(api, ctx)).outcome).toBe("repaired");
    expect(ctx.inputs("UpdateRestApi")).toEqual([
      {
        restApiId: "api1",
        patchOperations: [
          { op: "remove", path: "/binaryMediaTypes/application~1old", ...old },
          { op: "add", path: "/binaryMediaTypes/application~1pdf", ...now },
        ],
      },
    ]);
  });

  test("a remembered id that is gone is looked for by tag, then made anew", async () => {
    const ctx = fakeContext({}, { ids: { api: { id: "gone", rootResourceId: "r" } } });
    ctx.aws.apigateway.on(GetRestApiCommand).rejects(fault("NotFoundException"));
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({ items: [] });
    ctx.aws.apigateway.on(CreateRestApiCommand).resolves(restApi());
    expect((await converge(api, ctx)).outcome).toBe("created");
    expect(ctx.state.ids.api).toEqual(ids);
  });

  test("an AWS that does not tell the root resource is asked for it", async () => {
    const ctx = fakeContext({}, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
    const { rootResourceId: _, ...without } = restApi();
    ctx.aws.apigateway.on(GetRestApiCommand).resolves(without);
    ctx.aws.apigateway.on(GetResourcesCommand).resolves({
      items: [
        { id: "child", path: "/a" },
        { id: "root9", path: "/" },
      ],
    });
    expect((await converge(api, ctx)).found.ids.rootResourceId).toBe("root9");
  });

  test("an API whose tag is gone is neither changed nor deleted", async () => {
    const ctx = fakeContext({ apiName: "renamed" }, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
    ctx.aws.apigateway.on(GetRestApiCommand).resolves(restApi({ tags: {} }));
    await expect(converge(api, ctx)).rejects.toBeInstanceOf(DriftError);
    expect((await dismantle(api, ctx)).outcome).toBe("kept");
    expect(ctx.changes()).toEqual([]);
  });

  test("a usage plan of ours that covers it is no reason to stay", async () => {
    const ctx = fakeContext({}, { ids: { api: ids } });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
    ctx.aws.apigateway.on(GetRestApiCommand).resolves(restApi());
    ctx.aws.apigateway.on(GetStagesCommand).resolves({ item: [] });
    ctx.aws.apigateway.on(GetResourcesCommand).resolves({ items: [] });
    const refusal = fault("BadRequestException", "Cannot delete stage 'production' because of usage plan p1.");
    ctx.aws.apigateway.on(DeleteRestApiCommand).rejectsOnce(refusal).resolves({});
    const apiStages = [{ apiId: ids.id, stage: "production" }];
    const plans = [
      { id: "p1", apiStages, tags: { "kinesis-proxy": ctx.config.name } },
      { id: "theirs", apiStages },
    ];
    ctx.aws.apigateway.on(GetUsagePlansCommand).resolves({ items: plans });
    ctx.aws.apigateway.on(UpdateUsagePlanCommand).resolves({});
    expect((await dismantle(api, ctx)).outcome).toBe("removed");
    const uncovered = ctx.aws.apigateway
      .commandCalls(UpdateUsagePlanCommand)
      .map(({ args }) => args[0].input.usagePlanId);
    expect(uncovered).toEqual(["p1"]);
  });
});
