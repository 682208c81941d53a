import { DeleteIntegrationResponseCommand, DeleteMethodCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { up } from "../../../src/engine/run/up.ts";
import { need } from "../../../src/engine/need.ts";
import { api, cors, method } from "../../../src/steps/index.ts";
import { building, wanted } from "./building.ts";

test("the first run makes it, the second changes nothing, it can be taken away, and that twice", async () => {
  const ctx = await building(wanted);
  expect((await converge(cors, ctx)).outcome).toBe("created");
  expect((await converge(cors, ctx)).outcome).toBe("unchanged");
  expect((await dismantle(cors, ctx)).outcome).toBe("removed");
  expect((await dismantle(cors, ctx)).outcome).toBe("absent");
});

test("a run that saw nothing there yet, beside one that has made it, makes no second one", async () => {
  const ctx = await building(wanted);
  const { ids } = (await converge(cors, ctx)).found;
  expect((await cors.create(ctx))?.ids).toMatchObject(ids);
  expect(await converge(cors, ctx)).toMatchObject({ outcome: "unchanged", found: { ids, facts: { strays: [] } } });
});

test("one origin is enough for CORS", async () => {
  const ctx = await building({ cors: ["https://a.example"] });
  expect((await up([cors], ctx)).get("cors")?.outcome).toBe("created");
});

test("a preflight that is gone is put again", async () => {
  const ctx = await building(wanted);
  await converge(cors, ctx);
  const on = ctx.known.get(method)?.ids.resourceId;
  const at = { restApiId: ctx.known.get(api)?.ids.id, resourceId: on, httpMethod: "OPTIONS" };
  await ctx.clients.apigateway.send(new DeleteMethodCommand(at));
  expect((await converge(cors, ctx)).outcome).toBe("repaired");
  expect((await converge(cors, ctx)).outcome).toBe("unchanged");
});

test("a preflight that somebody changed is put right", async () => {
  const ctx = await building(wanted);
  await converge(cors, ctx);
  const at = { restApiId: need(ctx, api).ids.id, resourceId: need(ctx, method).ids.resourceId, httpMethod: "OPTIONS" };
  await ctx.clients.apigateway.send(new DeleteIntegrationResponseCommand({ ...at, statusCode: "200" }));
  expect(await converge(cors, ctx)).toMatchObject({
    outcome: "repaired",
    detail: "preflight /: different → as asked",
  });
  expect((await converge(cors, ctx)).outcome).toBe("unchanged");
});

test("credentials and own headers are switched on in place, and off again", async () => {
  const ctx = await building(wanted);
  await converge(cors, ctx);
  const asked = { ...ctx, config: { ...ctx.config, corsCredentials: true, corsHeaders: ["X-Own"] } };
  expect(await converge(cors, asked)).toMatchObject({ outcome: "repaired" });
  expect(await converge(cors, asked)).toMatchObject({ outcome: "unchanged" });
  expect(await converge(cors, ctx)).toMatchObject({ outcome: "repaired" });
  expect(await converge(cors, ctx)).toMatchObject({ outcome: "unchanged" });
});

test("with the route its preflight is missing, too", async () => {
  const ctx = await building(wanted);
  const { found } = await converge(cors, ctx);
  expect(cors.drift(found, ctx)).toEqual([]);
  ctx.known.delete("method");
  const nothing = { ...found, facts: { ...found.facts, preflights: {} } };
  expect(cors.drift(nothing, ctx)).toEqual([{ field: "preflight /", wanted: "there", actual: "missing" }]);
});
