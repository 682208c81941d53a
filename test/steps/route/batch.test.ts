import {
  CreateResourceCommand,
  DeleteIntegrationResponseCommand,
  DeleteMethodCommand,
  GetResourcesCommand,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import type { Context } from "../../../src/steps/context.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { need } from "../../../src/engine/need.ts";
import { api, batch, method } from "../../../src/steps/index.ts";
import { building, wanted } from "./building.ts";

test("the first run makes it, the second changes nothing, it can be taken away, and that twice", async () => {
  const ctx = await building(wanted);
  expect((await converge(batch, ctx)).outcome).toBe("created");
  expect((await converge(batch, ctx)).outcome).toBe("unchanged");
  expect((await dismantle(batch, ctx)).outcome).toBe("removed");
  expect((await dismantle(batch, ctx)).outcome).toBe("absent");
});

test("a run that saw nothing there yet, beside one that has made it, makes no second one", async () => {
  const ctx = await building(wanted);
  const { ids } = (await converge(batch, ctx)).found;
  expect((await batch.create(ctx))?.ids).toMatchObject(ids);
  expect(await converge(batch, ctx)).toMatchObject({ outcome: "unchanged", found: { ids, facts: { strays: [] } } });
});

test("a response that is gone is put again", async () => {
  const ctx = await building(wanted);
  const { ids } = (await converge(batch, ctx)).found;
  const at = { restApiId: ctx.known.get(api)?.ids.id, resourceId: ids.resourceId, httpMethod: "POST" };
  await ctx.clients.apigateway.send(new DeleteIntegrationResponseCommand({ ...at, statusCode: "502" }));
  expect((await converge(batch, ctx)).outcome).toBe("repaired");
  expect((await converge(batch, ctx)).outcome).toBe("unchanged");
});

test("the batch route under another path: the old one stops answering", async () => {
  const ctx = await building(wanted);
  const old = (await converge(batch, ctx)).found.ids;
  const other = { ...ctx, config: { ...ctx.config, batchPath: "/many" } };
  expect((await converge(batch, other)).found.ids.path).toBe("/many");
  const at = { restApiId: ctx.known.get(api)?.ids.id, resourceId: old.resourceId, httpMethod: "POST" };
  await expect(ctx.clients.apigateway.send(new DeleteMethodCommand(at))).rejects.toThrow();
});

describe("a route where the other one was", () => {
  const marks = async ({ clients, known }: Context) => {
    const { items = [] } = await clients.apigateway.send(
      new GetResourcesCommand({ restApiId: known.get(api)?.ids.id, embed: ["methods"] }),
    );
    return Object.fromEntries(
      items
        .filter(({ resourceMethods }) => resourceMethods !== undefined)
        .map(({ path, resourceMethods }) => [path, resourceMethods?.["POST"]?.operationName]),
    );
  };

  test("the batch route takes the path of the single one, which moves", async () => {
    const ctx = await building({ path: "/in" });
    const other: Context = { ...ctx, config: { ...ctx.config, path: "/one", batchPath: "/in" } };
    expect(await batch.find(other)).toBeUndefined();
    expect((await converge(method, other)).outcome).toBe("created");
    expect((await converge(batch, other)).outcome).toBe("created");
    expect(await marks(ctx)).toEqual({ "/one": "kinesisProxy_orders_put", "/in": "kinesisProxy_orders_batch" });
    expect((await converge(batch, other)).outcome).toBe("unchanged");
  });

  test("the single route takes the path of the batch route, which moves or goes", async () => {
    for (const batchPath of ["/lots", ""]) {
      const ctx = await building({ path: "/one", batchPath: "/many" });
      await converge(batch, ctx);
      const other: Context = { ...ctx, config: { ...ctx.config, path: "/many", batchPath } };
      // A plan looks before the single route has taken it over.
      expect(await batch.find(other)).toBeUndefined();
      expect((await converge(method, other)).outcome).toBe("repaired");
      if (batchPath === "") expect((await dismantle(batch, other)).outcome).toBe("absent");
      else expect((await converge(batch, other)).outcome).toBe("created");
      expect(await marks(ctx)).toEqual({
        "/many": "kinesisProxy_orders_put",
        ...(batchPath !== "" && { "/lots": "kinesisProxy_orders_batch" }),
      });
    }
  });
});

test("in an API of somebody else's, the resources that were made for the route go with it, and no others", async () => {
  const ctx = await building({});
  const { id } = need(ctx, api).ids;
  const theirs = await ctx.clients.apigateway.send(
    new CreateResourceCommand({ restApiId: id, parentId: need(ctx, api).ids.rootResourceId, pathPart: "in" }),
  );
  const guest: Context = { ...ctx, config: { ...ctx.config, batchPath: "/in/many/more" } };
  guest.known.set("api", { ...need(ctx, api), ours: false, adopted: true });
  expect((await converge(batch, guest)).outcome).toBe("created");
  // A later run finds the route, and must not forget how much of its path was made for it.
  expect((await converge(batch, guest)).outcome).toBe("unchanged");
  expect((await dismantle(batch, guest)).outcome).toBe("removed");
  const { items = [] } = await ctx.clients.apigateway.send(new GetResourcesCommand({ restApiId: id }));
  expect(items.map(({ path }) => path).sort()).toEqual(["/", "/in"]);
  expect(items.map((one) => one.id)).toContain(theirs.id);
});
