import {
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  type Integration,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/settings/config.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError, MissingStepError } from "../../../src/engine/errors.ts";
import { putRecordTemplate } from "../../../src/mapping/request/put-record-template.ts";
import { integration } from "../../../src/steps/route/integration.ts";
import { fakeContext, type FakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi, knownIntegration, knownMethod, knownRole } from "../../helpers/known-steps.ts";

const at = { restApiId: "api1", resourceId: "root1", httpMethod: "POST" };

type Responses = NonNullable<Integration["integrationResponses"]>;

/** One integration as API Gateway keeps it: putting it anew drops its responses, and an empty pattern comes back as none. */
function gatewayWith(ctx: FakeContext, start?: Integration) {
  let now: Integration | undefined = start;
  const { apigateway } = ctx.aws;
  const there = (): Integration => {
    if (now === undefined) throw fault("NotFoundException");
    return now;
  };
  apigateway.on(GetIntegrationCommand).callsFake(there);
  apigateway.on(PutIntegrationCommand).callsFake((input: PutIntegrationCommand["input"]) => {
    const { restApiId: _a, resourceId: _r, httpMethod: _m, integrationHttpMethod: httpMethod, ...rest } = input;
    now = { ...rest, httpMethod, timeoutInMillis: 29_000, cacheNamespace: "root1" } as Integration;
    return now;
  });
  apigateway.on(PutIntegrationResponseCommand).callsFake((input: PutIntegrationResponseCommand["input"]) => {
    const { restApiId: _a, resourceId: _r, httpMethod: _m, ...response } = input;
    now = { ...there(), integrationResponses: { ...there().integrationResponses, [input.statusCode ?? ""]: response } };
    return response;
  });
  apigateway.on(DeleteIntegrationResponseCommand).callsFake((input: DeleteIntegrationResponseCommand["input"]) => {
    const { [input.statusCode ?? ""]: gone, ...others } = there().integrationResponses ?? {};
    if (gone === undefined) throw fault("NotFoundException");
    now = { ...there(), integrationResponses: others };
    return {};
  });
  apigateway.on(DeleteIntegrationCommand).callsFake(() => {
    there();
    now = undefined;
    return {};
  });
  return { now: () => now };
}

function building(config: Partial<Config> = {}): FakeContext {
  return fakeContext(config, { known: { api: knownApi, method: knownMethod, role: knownRole } });
}

/** What a run of today leaves behind. */
async function made(config: Partial<Config> = {}): Promise<Integration> {
  const ctx = building(config);
  const gateway = gatewayWith(ctx);
  await converge(integration, ctx);
  return gateway.now() ?? {};
}

describe("the five", () => {
  test("the first run puts the PutRecord call, and an answer for success and for either failure", async () => {
    const ctx = building();
    const gateway = gatewayWith(ctx);
    expect((await converge(integration, ctx)).outcome).toBe("created");
    expect(gateway.now()).toMatchObject({
      type: "AWS",
      httpMethod: "POST",
      uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
      credentials: "arn:aws:iam::111122223333:role/orders",
      passthroughBehavior: "NEVER",
      requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
      requestTemplates: { "application/json": putRecordTemplate({ streamName: "orders" }) },
    });
    expect(Object.keys(gateway.now()?.integrationResponses ?? {}).sort()).toEqual(["200", "500", "502"]);
    expect(gateway.now()?.integrationResponses?.["502"]).not.toHaveProperty("selectionPattern");
    expect(ctx.inputs("PutIntegration")).toHaveLength(1);
  });

  test("the second run changes nothing", async () => {
    const ctx = building();
    gatewayWith(ctx, await made());
    expect((await converge(integration, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test.each<[string, Partial<Integration>]>([
    ["template", { requestTemplates: { "application/json": "{}" } }],
    [
      "second template",
      { requestTemplates: { "application/json": putRecordTemplate({ streamName: "orders" }), "text/plain": "{}" } },
    ],
    ["stream", { uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecords" }],
    ["role", { credentials: "arn:aws:iam::111122223333:role/other" }],
    ["passthrough", { passthroughBehavior: "WHEN_NO_MATCH" }],
  ])("another %s is put anew, with every response", async (_, change) => {
    const ctx = building();
    const wanted = await made();
    const gateway = gatewayWith(ctx, { ...wanted, ...change });
    expect((await converge(integration, ctx)).outcome).toBe("repaired");
    expect(gateway.now()).toEqual(wanted);
    expect(ctx.inputs("PutIntegrationResponse")).toHaveLength(3);
  });

  test("a lost race needs no care: putting the same twice is the same", async () => {
    const ctx = building();
    const wanted = await made();
    const gateway = gatewayWith(ctx, wanted);
    ctx.aws.apigateway.on(GetIntegrationCommand).rejectsOnce(fault("NotFoundException"));
    expect((await converge(integration, ctx)).outcome).toBe("created");
    expect(gateway.now()).toEqual(wanted);
  });

  test("removing what is not there is fine", async () => {
    const ctx = building();
    gatewayWith(ctx);
    expect((await dismantle(integration, ctx)).outcome).toBe("absent");
    await integration.remove(knownIntegration, ctx);
  });
});

describe("what is special about integrations", () => {
  test("only the response that is missing is put", async () => {
    const ctx = building();
    const wanted = await made();
    const { "500": _, ...others } = wanted.integrationResponses as Responses;
    const gateway = gatewayWith(ctx, { ...wanted, integrationResponses: others });
    expect((await converge(integration, ctx)).outcome).toBe("repaired");
    expect(ctx.inputs("PutIntegrationResponse")).toMatchObject([{ ...at, statusCode: "500" }]);
    expect(ctx.inputs("PutIntegration")).toEqual([]);
    expect(gateway.now()?.integrationResponses).toEqual(wanted.integrationResponses);
  });

  test("only the response that differs is put, such as when --respond changes", async () => {
    const ctx = building({ respond: { type: "receipt" } });
    gatewayWith(ctx, await made());
    expect((await converge(integration, ctx)).outcome).toBe("repaired");
    expect(ctx.inputs("PutIntegrationResponse")).toMatchObject([{ statusCode: "200" }]);
  });

  test("an answer is text, whatever a caller accepts, and that is mended", async () => {
    const ctx = building();
    const wanted = await made();
    expect(Object.values(wanted.integrationResponses as Responses).map((one) => one.contentHandling)).toEqual([
      "CONVERT_TO_TEXT",
      "CONVERT_TO_TEXT",
      "CONVERT_TO_TEXT",
    ]);
    const { contentHandling: _, ...bare } = wanted.integrationResponses?.["200"] ?? {};
    const gateway = gatewayWith(ctx, {
      ...wanted,
      integrationResponses: { ...wanted.integrationResponses, "200": bare },
    });
    expect((await converge(integration, ctx)).outcome).toBe("repaired");
    expect(ctx.inputs("PutIntegrationResponse")).toMatchObject([{ statusCode: "200" }]);
    expect(gateway.now()).toEqual(wanted);
  });

  test("a response that nobody asked for could turn a failure into a 200: it goes", async () => {
    const ctx = building();
    const wanted = await made();
    const extra = { ...wanted.integrationResponses, "201": { statusCode: "201", selectionPattern: ".*" } };
    const gateway = gatewayWith(ctx, { ...wanted, integrationResponses: extra });
    expect((await converge(integration, ctx)).outcome).toBe("repaired");
    expect(gateway.now()).toEqual(wanted);
    expect(ctx.changes()).toEqual(["DeleteIntegrationResponse"]);
  });

  test("members in another order are no drift", async () => {
    const ctx = building();
    const wanted = await made();
    const turned = Object.fromEntries(Object.entries(wanted.integrationResponses as Responses).reverse());
    gatewayWith(ctx, { ...wanted, integrationResponses: turned });
    expect((await converge(integration, ctx)).outcome).toBe("unchanged");
  });

  test("the template names the stream of --stream-name, in the AWS partition of the caller", async () => {
    const ctx = { ...building({ streamName: "other", region: "cn-north-1" }) };
    const china = { ...ctx, identity: { ...ctx.identity, partition: "aws-cn" } };
    const gateway = gatewayWith(ctx);
    await converge(integration, china);
    expect(gateway.now()?.uri).toBe("arn:aws-cn:apigateway:cn-north-1:kinesis:action/PutRecord");
    expect(gateway.now()?.requestTemplates?.["application/json"]).toContain('"StreamName": "other"');
  });

  test("without a method, or without a role, it says what to run first", async () => {
    const noMethod = fakeContext({}, { known: { api: knownApi, role: knownRole } });
    await expect(converge(integration, noMethod)).rejects.toMatchObject({
      hint: expect.stringContaining("kinesis-proxy put-method"),
    });
    const noRole = fakeContext({}, { known: { api: knownApi, method: knownMethod } });
    gatewayWith(noRole);
    await expect(converge(integration, noRole)).rejects.toBeInstanceOf(MissingStepError);
    expect([...noMethod.changes(), ...noRole.changes()]).toEqual([]);
  });

  test("on an API that is not ours nothing is changed and nothing made", async () => {
    for (const seen of [undefined, { ...(await made()), uri: "other" }]) {
      const ctx = building();
      ctx.known.set("api", { ...knownApi, ours: false });
      ctx.known.set("method", { ...knownMethod, ours: false });
      gatewayWith(ctx, seen);
      await expect(converge(integration, ctx)).rejects.toBeInstanceOf(DriftError);
      expect(ctx.changes()).toEqual([]);
    }
  });
});

test("an emulator that gives nothing, instead of NotFound, has no integration", async () => {
  const ctx = fakeContext({}, { known: { api: knownApi, method: knownMethod, role: knownRole } });
  gatewayWith(ctx);
  ctx.aws.apigateway.on(GetIntegrationCommand).resolvesOnce({});
  expect((await converge(integration, ctx)).outcome).toBe("created");
});
