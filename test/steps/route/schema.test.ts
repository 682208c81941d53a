import {
  DeleteGatewayResponseCommand,
  DeleteModelCommand,
  DeleteRequestValidatorCommand,
  GetGatewayResponseCommand,
  GetRequestValidatorsCommand,
  PutGatewayResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { leftoversOf } from "../../../src/engine/run/leftovers.ts";
import { need } from "../../../src/engine/need.ts";
import { api, schema } from "../../../src/steps/index.ts";
import { building, wanted } from "./building.ts";

test("the first run makes it, the second changes nothing, it can be taken away, and that twice", async () => {
  const ctx = await building(wanted);
  expect((await converge(schema, ctx)).outcome).toBe("created");
  expect((await converge(schema, ctx)).outcome).toBe("unchanged");
  expect((await dismantle(schema, ctx)).outcome).toBe("removed");
  expect((await dismantle(schema, ctx)).outcome).toBe("absent");
});

test("of two request validators every run uses the same, and the other one is a stray", async () => {
  const ctx = await building(wanted);
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
  const ctx = await building(wanted);
  await converge(schema, ctx);
  await schema.create(ctx);
  expect((await dismantle(schema, ctx)).outcome).toBe("removed");
  expect(await schema.find(ctx)).toBeUndefined();
});

test("the request validator looks at the body, and at nothing else", async () => {
  const ctx = await building(wanted);
  await converge(schema, ctx);
  const { items } = await ctx.clients.apigateway.send(
    new GetRequestValidatorsCommand({ restApiId: ctx.known.get(api)?.ids.id }),
  );
  expect(items).toMatchObject([{ validateRequestBody: true, validateRequestParameters: false }]);
});

test("a model that is gone is made again, and one with another schema is changed", async () => {
  const ctx = await building(wanted);
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

test("a request validator that is gone is made again", async () => {
  const ctx = await building(wanted);
  const { validatorId } = (await converge(schema, ctx)).found.ids;
  const restApiId = need(ctx, api).ids.id;
  await ctx.clients.apigateway.send(new DeleteRequestValidatorCommand({ restApiId, requestValidatorId: validatorId }));
  const again = await converge(schema, ctx);
  expect(again).toMatchObject({ outcome: "repaired", detail: "request validator: missing → there" });
  expect(again.found.ids.validatorId).not.toBe(validatorId);
  expect((await converge(schema, ctx)).outcome).toBe("unchanged");
});

describe("the answer to a body that does not fit", () => {
  const responseType = "BAD_REQUEST_BODY";
  const usual = '{"message":$context.error.messageString}';

  async function made() {
    const ctx = await building(wanted);
    await converge(schema, ctx);
    const at = { restApiId: need(ctx, api).ids.id, responseType } as const;
    const { apigateway } = ctx.clients;
    const template = async () =>
      (await apigateway.send(new GetGatewayResponseCommand(at))).responseTemplates?.["application/json"];
    return { ctx, at, apigateway, template };
  }

  test("says what is wrong, and is put again where it is gone, as before there was one", async () => {
    const { ctx, at, apigateway, template } = await made();
    const ours = await template();
    expect(ours).toContain('"error":"$context.error.validationErrorString"');
    await apigateway.send(new DeleteGatewayResponseCommand(at));
    expect(await template()).toBe(usual);
    const { outcome, detail } = await converge(schema, ctx);
    expect({ outcome, detail }).toEqual({ outcome: "repaired", detail: "gateway response BAD_REQUEST_BODY" });
    expect(await template()).toBe(ours);
    expect((await converge(schema, ctx)).outcome).toBe("unchanged");
  });

  test("lets pages read it as they read other refusals", async () => {
    const { ctx, at, apigateway } = await made();
    const headers = async () => (await apigateway.send(new GetGatewayResponseCommand(at))).responseParameters;
    expect(Object.keys((await headers()) ?? {})).toContain("gatewayresponse.header.Access-Control-Allow-Origin");
    const closed = { ...ctx, config: { ...ctx.config, cors: [] } };
    expect((await converge(schema, closed)).outcome).toBe("repaired");
    expect(await headers()).toEqual({});
  });

  test("goes with the schema, unless somebody put another", async () => {
    const one = await made();
    await dismantle(schema, one.ctx);
    expect(await one.template()).toBe(usual);
    const other = await made();
    const responseTemplates = { "application/json": '{"theirs":true}' };
    await other.apigateway.send(new PutGatewayResponseCommand({ ...other.at, responseTemplates }));
    await dismantle(schema, other.ctx);
    expect(await other.template()).toBe('{"theirs":true}');
  });
});
