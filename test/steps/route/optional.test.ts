import {
  DeleteIntegrationResponseCommand,
  DeleteMethodCommand,
  DeleteModelCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Config, Context } from "../../../src/engine/context.ts";
import { converge, dismantle } from "../../../src/engine/converge.ts";
import { leftoversOf } from "../../../src/engine/leftovers.ts";
import { up } from "../../../src/engine/run.ts";
import type { Step } from "../../../src/engine/step.ts";
import { startLocal } from "../../../src/local/index.ts";
import { api, batch, cors, method, schema } from "../../../src/steps/index.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { knownRole } from "../../helpers/known-steps.ts";
import { clientsOf } from "../../local/clients.ts";

/** A context on a local AWS of its own that has our REST API and its method. */
async function building(config: Partial<Config>): Promise<Context> {
  const local = await startLocal();
  const clients = clientsOf(local);
  onTestFinished(async () => {
    Object.values(clients).forEach((client) => client.destroy());
    await local.close();
  });
  const credentials = "arn:aws:iam::000000000000:role/orders";
  const role = { ...knownRole, ids: { ...knownRole.ids, arn: credentials } };
  const ctx: Context = { ...fakeContext({ region: "ap-northeast-2", ...config }, { known: { role } }), clients };
  await converge(api, ctx);
  await converge(method, ctx);
  return ctx;
}

const config: Partial<Config> = {
  batchPath: "/in/batch",
  cors: ["https://a.example", "https://b.example"],
  schema: '{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}',
};

describe.each<[string, Step]>([
  ["batch", batch as Step],
  ["cors", cors as Step],
  ["schema", schema as Step],
])("%s", (_, step) => {
  test("the first run makes it, the second changes nothing, it can be taken away, and that twice", async () => {
    const ctx = await building(config);
    expect((await converge(step, ctx)).outcome).toBe("created");
    expect((await converge(step, ctx)).outcome).toBe("unchanged");
    expect((await dismantle(step, ctx)).outcome).toBe("removed");
    expect((await dismantle(step, ctx)).outcome).toBe("absent");
  });
});

describe("a run that saw nothing there yet, beside one that has made it,", () => {
  test.each([batch, cors] as Step[])("makes no second one: $noun", async (step) => {
    const ctx = await building(config);
    const { found } = await converge(step, ctx);
    const { ids } = found;
    expect((await step.create(ctx))?.ids).toMatchObject(ids);
    expect(await converge(step, ctx)).toMatchObject({ outcome: "unchanged", found: { ids, facts: { strays: [] } } });
  });

  test("of two request validators every run uses the same, and the other one is a stray", async () => {
    const ctx = await building(config);
    const one = (await converge(schema, ctx)).found.ids.validatorId;
    const other = (await schema.create(ctx))?.ids.validatorId ?? "";
    expect(other).not.toBe(one);
    const [used = "", left = ""] = [one, other].sort();
    expect(await converge(schema, ctx)).toMatchObject({
      outcome: "unchanged",
      found: { ids: { model: "KinesisProxyEvent", validatorId: used } },
    });
    const strays = await leftoversOf([schema], ctx);
    const { id } = ctx.known.get(api)!.ids;
    expect(strays.map(({ title }) => title)).toEqual([`Request validator ${left} of REST API orders (${id})`]);
    await strays[0]?.remove();
    expect(await leftoversOf([schema], ctx)).toEqual([]);
    expect((await converge(schema, ctx)).found.ids.validatorId).toBe(used);
  });

  test("both request validators go with the schema", async () => {
    const ctx = await building(config);
    await converge(schema, ctx);
    await schema.create(ctx);
    expect((await dismantle(schema, ctx)).outcome).toBe("removed");
    expect(await schema.find(ctx)).toBeUndefined();
  });
});

test("the request validator looks at the body, and at nothing else", async () => {
  const ctx = await building(config);
  await converge(schema, ctx);
  const { items } = await ctx.clients.apigateway.send(
    new GetRequestValidatorsCommand({ restApiId: ctx.known.get(api)?.ids.id }),
  );
  expect(items).toMatchObject([{ validateRequestBody: true, validateRequestParameters: false }]);
});

test("one origin is enough for CORS", async () => {
  const ctx = await building({ cors: ["https://a.example"] });
  expect((await up([cors], ctx)).get("cors")?.outcome).toBe("created");
});

describe("what others changed is mended", () => {
  test("a response of the batch route that is gone", async () => {
    const ctx = await building(config);
    const { ids } = (await converge(batch, ctx)).found;
    const at = { restApiId: ctx.known.get(api)?.ids.id, resourceId: ids.resourceId, httpMethod: "POST" };
    await ctx.clients.apigateway.send(new DeleteIntegrationResponseCommand({ ...at, statusCode: "502" }));
    expect((await converge(batch, ctx)).outcome).toBe("repaired");
    expect((await converge(batch, ctx)).outcome).toBe("unchanged");
  });

  test("a preflight that is gone", async () => {
    const ctx = await building(config);
    await converge(cors, ctx);
    const on = ctx.known.get(method)?.ids.resourceId;
    const at = { restApiId: ctx.known.get(api)?.ids.id, resourceId: on, httpMethod: "OPTIONS" };
    await ctx.clients.apigateway.send(new DeleteMethodCommand(at));
    expect((await converge(cors, ctx)).outcome).toBe("repaired");
    expect((await converge(cors, ctx)).outcome).toBe("unchanged");
  });

  test("a model that is gone, and another schema", async () => {
    const ctx = await building(config);
    await converge(schema, ctx);
    const restApiId = ctx.known.get(api)?.ids.id;
    await ctx.clients.apigateway.send(new DeleteModelCommand({ restApiId, modelName: "KinesisProxyEvent" }));
    expect((await converge(schema, ctx)).outcome).toBe("repaired");
    const other = {
      ...ctx,
      config: { ...ctx.config, schema: '{"type":"object","properties":{"n":{"type":"number"}}}' },
    };
    expect((await converge(schema, other)).outcome).toBe("repaired");
    expect((await converge(schema, other)).outcome).toBe("unchanged");
  });

  test("the batch route under another path: the old one stops answering", async () => {
    const ctx = await building(config);
    const old = (await converge(batch, ctx)).found.ids;
    const other = { ...ctx, config: { ...ctx.config, batchPath: "/many" } };
    expect((await converge(batch, other)).found.ids.path).toBe("/many");
    const at = { restApiId: ctx.known.get(api)?.ids.id, resourceId: old.resourceId, httpMethod: "POST" };
    await expect(ctx.clients.apigateway.send(new DeleteMethodCommand(at))).rejects.toThrow();
  });
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
