import {
  CreateRestApiCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStageCommand,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, onTestFinished, test } from "vitest";
import { contentTypes } from "../../src/mapping/content-types.ts";
import type { Config } from "../../src/settings/config.ts";
import type { Context } from "../../src/steps/context.ts";
import { converge } from "../../src/engine/run/converge.ts";
import { down } from "../../src/engine/run/down.ts";
import { up } from "../../src/engine/run/up.ts";
import { startLocal } from "../../src/local/index.ts";
import { api, proxy, schema } from "../../src/steps/index.ts";
import { fakeContext } from "../helpers/fake-context.ts";
import { lacking } from "../helpers/lacking.ts";
import { clientsOf } from "../local/clients.ts";

const everything: Partial<Config> = {
  path: "/events",
  batchPath: "/batch",
  accept: contentTypes(["any"]),
  cors: ["https://a.example"],
  schema: '{"type":"object"}',
  apiKey: true,
  allowIps: ["203.0.113.0/24"],
  throttle: { rate: 5, burst: 10 },
  getEvents: true,
  health: "/health",
};

/** Somebody else's emulator: AWS as ours has it, without these operations and members. */
async function emulator(without: Parameters<typeof lacking>[1]) {
  const local = await startLocal();
  const clients = clientsOf(local);
  onTestFinished(async () => {
    Object.values(clients).forEach((client) => client.destroy());
    await local.close();
  });
  const place = { region: "ap-northeast-2", endpoint: local.url };
  const identity = { accountId: "000000000000", partition: "aws", arn: "arn:aws:iam::000000000000:root" };
  lacking(clients, without);
  let last = fakeContext();
  const as = (config: Partial<Config>): Context => {
    last = { ...fakeContext({ ...place, ...config }, { ids: last.state.ids }), identity };
    return { ...last, clients };
  };
  return {
    clients,
    as,
    /** The steps that came out so. */
    async up(config: Partial<Config>, outcome: string): Promise<readonly string[]> {
      const results = await up(proxy, as(config));
      return [...results].filter(([, one]) => one.outcome === outcome).map(([name]) => name);
    },
    down: async (config: Partial<Config>) => (await down(proxy, as(config))).results,
    warnings: () => last.report.texts("warning"),
  };
}

describe("an emulator that cannot change what it has", () => {
  const without = { operations: ["UpdateMethod", "UpdateMethodResponse", "UpdateModel"] };

  test.each<[string, Partial<Config>, readonly string[]]>([
    ["who may call", { auth: "AWS_IAM", apiKey: false }, ["method", "batch"]],
    ["headers for browsers", { cors: ["https://a.example", "https://b.example"] }, ["method", "batch", "cors"]],
  ])("is given it anew: %s", async (_, changed, repaired) => {
    const aws = await emulator(without);
    const asked = proxy.filter((step) => step.asked(aws.as(everything)) === true);
    expect(await aws.up(everything, "created")).toEqual(asked.map(({ name }) => name));
    expect(await aws.up({ ...everything, ...changed }, "repaired")).toEqual(expect.arrayContaining([...repaired]));
    expect(await aws.up({ ...everything, ...changed }, "unchanged")).toEqual(
      expect.arrayContaining(["schema", "method", "integration", "batch", "cors", "access", "deployment"]),
    );
  });

  test("is given it anew: a schema", async () => {
    const aws = await emulator(without);
    const first = aws.as(everything);
    await converge(api, first);
    await converge(schema, first);
    const then = aws.as({ ...everything, schema: '{"type":"array"}' });
    await converge(api, then);
    expect((await converge(schema, then)).outcome).toBe("repaired");
    expect((await converge(schema, then)).outcome).toBe("unchanged");
  });

  test("a method that is made anew keeps its integration, and what was not asked", async () => {
    const aws = await emulator(without);
    await aws.up({ apiKey: true }, "created");
    expect(await aws.up({ auth: "AWS_IAM" }, "unchanged")).toContain("integration");
    const { items } = await aws.clients.apigateway.send(
      new GetResourcesCommand({ restApiId: await onlyApi(aws.clients), embed: ["methods"] }),
    );
    expect(items?.[0]?.resourceMethods?.["POST"]).toMatchObject({ apiKeyRequired: true, authorizationType: "AWS_IAM" });
  });
});

describe("an emulator that gives a REST API its tags only once", () => {
  test("says so once, and does not count it as a difference", async () => {
    const aws = await emulator({ operations: ["TagResource"] });
    await aws.up({ path: "/old" }, "created");
    expect(await aws.up({ path: "/new" }, "created")).toContain("method");
    expect(aws.warnings()).toEqual([expect.stringContaining("does not have TagResource")]);
    expect(await aws.up({ path: "/new" }, "unchanged")).toContain("api");
    expect(aws.warnings()).toEqual([]);
  });
});

describe("an emulator without gateway responses and models", () => {
  const without = {
    operations: [
      "GetGatewayResponse",
      "GetGatewayResponses",
      "PutGatewayResponse",
      "DeleteGatewayResponse",
      "GetModels",
    ],
  };

  test("serves browsers as far as it can, and says what it cannot", async () => {
    const aws = await emulator(without);
    expect(await aws.up({ cors: ["*"] }, "created")).toContain("cors");
    expect(aws.warnings()).toEqual([expect.stringContaining("does not have gateway responses")]);
    expect(await aws.up({ cors: ["*"] }, "unchanged")).toEqual(expect.arrayContaining(["cors", "deployment"]));
    expect(aws.warnings()).toEqual([]);
    expect(await aws.up({ cors: [] }, "removed")).toEqual(["cors"]);
  });
});

describe("an emulator that forgets the description of a stage", () => {
  test("the stage of ours in an API of somebody else's is ours all the same, and goes", async () => {
    const aws = await emulator({ members: ["stageDescription"] });
    const { id: apiId } = await aws.clients.apigateway.send(new CreateRestApiCommand({ name: "theirs" }));
    await aws.up({ apiId, stage: "mine" }, "created");
    expect(await aws.up({ apiId, stage: "mine", newline: true }, "repaired")).toEqual(["integration", "deployment"]);
    expect((await aws.down({ apiId, stage: "mine" })).get("deployment")?.outcome).toBe("removed");
    const look = new GetStageCommand({ restApiId: apiId, stageName: "mine" });
    await expect(aws.clients.apigateway.send(look)).rejects.toMatchObject({ name: "NotFoundException" });
  });
});

async function onlyApi({ apigateway }: ReturnType<typeof clientsOf>): Promise<string | undefined> {
  return (await apigateway.send(new GetRestApisCommand({}))).items?.[0]?.id;
}
