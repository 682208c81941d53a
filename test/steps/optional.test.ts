import { DeleteIntegrationResponseCommand, DeleteMethodCommand, DeleteModelCommand } from "@aws-sdk/client-api-gateway";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Config, Context } from "../../src/core/context.ts";
import { converge, dismantle } from "../../src/core/converge.ts";
import type { Step } from "../../src/core/step.ts";
import { startLocal } from "../../src/local/index.ts";
import { api, batch, cors, method, schema } from "../../src/steps/index.ts";
import { fakeContext } from "../helpers/fake-context.ts";
import { knownRole } from "../helpers/known-steps.ts";
import { clientsOf } from "../local/clients.ts";

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

  test("a second run that knows nothing of the first uses what won", async () => {
    const ctx = await building(config);
    await converge(step, ctx);
    expect((await step.create(ctx))?.ids).toBeDefined();
    expect((await converge(step, ctx)).outcome).toMatch(/unchanged|repaired/);
    expect((await converge(step, ctx)).outcome).toBe("unchanged");
  });
});

describe("what others changed is mended", () => {
  test("a response of the batch route that is gone", async () => {
    const ctx = await building(config);
    const { ids } = (await converge(batch, ctx)).found;
    const at = { restApiId: ctx.known.get("api")?.ids.id, resourceId: ids.resourceId, httpMethod: "POST" };
    await ctx.clients.apigateway.send(new DeleteIntegrationResponseCommand({ ...at, statusCode: "502" }));
    expect((await converge(batch, ctx)).outcome).toBe("repaired");
    expect((await converge(batch, ctx)).outcome).toBe("unchanged");
  });

  test("a preflight that is gone", async () => {
    const ctx = await building(config);
    await converge(cors, ctx);
    const on = ctx.known.get("method")?.ids.resourceId;
    const at = { restApiId: ctx.known.get("api")?.ids.id, resourceId: on, httpMethod: "OPTIONS" };
    await ctx.clients.apigateway.send(new DeleteMethodCommand(at));
    expect((await converge(cors, ctx)).outcome).toBe("repaired");
    expect((await converge(cors, ctx)).outcome).toBe("unchanged");
  });

  test("a model that is gone, and another schema", async () => {
    const ctx = await building(config);
    await converge(schema, ctx);
    const restApiId = ctx.known.get("api")?.ids.id;
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
    const at = { restApiId: ctx.known.get("api")?.ids.id, resourceId: old.resourceId, httpMethod: "POST" };
    await expect(ctx.clients.apigateway.send(new DeleteMethodCommand(at))).rejects.toThrow();
  });
});
