import {
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStageCommand,
  GetStagesCommand,
  TagResourceCommand,
  type Method,
  type Stage,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { allowPolicy } from "../../../src/steps/policies.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError, MissingStepError } from "../../../src/engine/errors.ts";
import { leftoversOf, removeLeftovers } from "../../../src/engine/run/leftovers.ts";
import { deployment } from "../../../src/steps/deployment/deployment.ts";
import { up } from "../../../src/engine/run/up.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi, knownIntegration, knownMethod } from "../../helpers/known-steps.ts";

const live: Method = {
  httpMethod: "POST",
  authorizationType: "NONE",
  methodResponses: { "200": { statusCode: "200" } },
  methodIntegration: { uri: "uri", requestTemplates: { "application/json": "template" } },
};

interface World {
  policy?: string;
  method: Method;
  answers?: { responseType: "DEFAULT_4XX"; responseParameters: Record<string, string> }[];
  deployments: { id: string; description?: string }[];
  stage?: string | undefined;
  stageTags?: Record<string, string>;
  stageDescription?: string;
  /** Other stages of the API. */
  others?: Stage[];
}

const fresh = (): World => ({ method: live, deployments: [] });

/** A REST API with its deployments and one stage. */
function contextWith(world: World) {
  const ctx = fakeContext({}, { known: { api: knownApi, method: knownMethod, integration: knownIntegration } });
  const { apigateway } = ctx.aws;
  apigateway.on(GetRestApiCommand).callsFake(() => (world.policy === undefined ? {} : { policy: world.policy }));
  apigateway
    .on(GetResourcesCommand)
    .callsFake(() => ({ items: [{ id: "root1", path: "/", resourceMethods: { POST: world.method } }] }));
  apigateway.on(GetGatewayResponsesCommand).callsFake(() => ({
    items: [{ responseType: "THROTTLED", defaultResponse: true }, ...(world.answers ?? [])],
  }));
  apigateway.on(GetModelsCommand).resolves({ items: [{ name: "Empty", schema: "{}" }] });
  apigateway.on(GetStageCommand).callsFake(() => {
    if (world.stage === undefined) throw fault("NotFoundException");
    return stage();
  });
  const stage = () => ({
    stageName: "production",
    deploymentId: world.stage,
    tags: world.stageTags,
    description: world.stageDescription,
  });
  apigateway.on(GetStagesCommand).callsFake(() => ({
    item: [...(world.stage === undefined ? [] : [stage()]), ...(world.others ?? [])],
  }));
  apigateway.on(TagResourceCommand).callsFake(({ tags }: { tags: Record<string, string> }) => {
    world.stageTags = { ...world.stageTags, ...tags };
    return {};
  });
  apigateway.on(GetDeploymentCommand).callsFake(({ deploymentId }: { deploymentId: string }) => {
    const one = world.deployments.find(({ id }) => id === deploymentId);
    if (one === undefined) throw fault("NotFoundException");
    return one;
  });
  apigateway.on(GetDeploymentsCommand).callsFake(() => ({ items: world.deployments }));
  apigateway.on(CreateDeploymentCommand).callsFake((input: CreateDeploymentCommand["input"]) => {
    const id = `d${world.deployments.length + 1}`;
    world.deployments.push({ id, description: input.description ?? "" });
    world.stage = id;
    return { id };
  });
  apigateway.on(DeleteDeploymentCommand).callsFake(({ deploymentId }: { deploymentId: string }) => {
    if (deploymentId === world.stage) throw fault("BadRequestException", "Active stages pointing to this deployment");
    world.deployments = world.deployments.filter(({ id }) => id !== deploymentId);
    return {};
  });
  apigateway.on(DeleteStageCommand).callsFake(({ stageName }: { stageName: string }) => {
    if (stageName !== "production") world.others = world.others?.filter((one) => one.stageName !== stageName) ?? [];
    else if (world.stage === undefined) throw fault("NotFoundException");
    else world.stage = undefined;
    return {};
  });
  return { ctx, world };
}

async function deployed(): Promise<World> {
  const { ctx, world } = contextWith(fresh());
  await converge(deployment, ctx);
  return world;
}

describe("the five", () => {
  test("the first run deploys to the stage", async () => {
    const { ctx } = contextWith(fresh());
    expect(await converge(deployment, ctx)).toMatchObject({
      outcome: "created",
      found: { ids: { id: "d1", stage: "production" } },
    });
    expect(ctx.inputs("CreateDeployment")).toMatchObject([{ restApiId: "api1", stageName: "production" }]);
    expect(ctx.state.ids.deployment).toEqual({ id: "d1", stage: "production" });
  });

  test("the second run makes no second deployment", async () => {
    const { ctx } = contextWith(await deployed());
    expect((await converge(deployment, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test.each<[string, Partial<World>]>([
    ["the template", { method: { ...live, methodIntegration: { requestTemplates: { "application/json": "new" } } } }],
    ["the responses", { method: { ...live, methodResponses: {} } }],
    ["a gateway response", { answers: [{ responseType: "DEFAULT_4XX", responseParameters: { a: "'b'" } }] }],
    ["the authorization", { method: { ...live, authorizationType: "AWS_IAM" } }],
    ["the policy", { policy: JSON.stringify(JSON.stringify(allowPolicy(["203.0.113.0/24"]))).slice(1, -1) }],
  ])("when %s has changed since, it deploys again, once", async (_, change) => {
    const { ctx, world } = contextWith({ ...(await deployed()), ...change });
    expect((await converge(deployment, ctx)).outcome).toBe("repaired");
    expect(world.stage).toBe("d2");
    expect((await converge(deployment, ctx)).outcome).toBe("unchanged");
  });

  test("removing what is not there is fine", async () => {
    const { ctx } = contextWith(fresh());
    expect((await dismantle(deployment, ctx)).outcome).toBe("absent");
    const facts = {
      deployment: "what is configured now",
      canary: "none",
      tags: { api: "production", stage: "orders" },
    };
    await deployment.remove({ ids: { id: "d1", stage: "production" }, ours: true, facts }, ctx);
  });
});

describe("what is special about deployments", () => {
  test("a policy that lets anybody call is not deployed to callers who sign", async () => {
    const allow = (callers?: Parameters<typeof allowPolicy>[1]) =>
      JSON.stringify(allowPolicy(["203.0.113.0/24"], callers));
    const signed = { ...knownMethod.facts.method, authorization: "AWS_IAM" };
    const signs = { ...knownMethod, facts: { ...knownMethod.facts, method: signed } };
    const open = contextWith({ ...fresh(), policy: allow() });
    open.ctx.known.set("method", signs);
    await expect(converge(deployment, open.ctx)).rejects.toMatchObject({
      message: "The resource policy lets everyone call who signs, whatever IAM says.",
      hint: 'Run "kinesis-proxy up --auth iam --allow-ips 203.0.113.0/24", or "kinesis-proxy up --auth none".',
    });
    expect(open.ctx.changes()).toEqual([]);

    const closed = contextWith({ ...fresh(), policy: allow({ signed: true, preflight: true }) });
    closed.ctx.known.set("method", signs);
    expect((await converge(deployment, closed.ctx)).outcome).toBe("created");
  });

  test("old deployments of ours are pruned, and no one else's", async () => {
    const before = await deployed();
    const theirs = { id: "theirs", description: "by hand" };
    const changed = {
      ...before,
      deployments: [...before.deployments, theirs],
      method: { ...live, methodResponses: {} },
    };
    const { ctx, world } = contextWith(changed);
    await up([deployment], ctx);
    expect(world.deployments.map(({ id }) => id)).toEqual(["theirs", "d3"]);
  });

  test("an old deployment that another stage serves is left", async () => {
    const { ctx } = contextWith({ ...(await deployed()), method: { ...live, methodResponses: {} } });
    ctx.aws.apigateway.on(DeleteDeploymentCommand).rejects(fault("BadRequestException", "Active stages"));
    expect((await converge(deployment, ctx)).outcome).toBe("repaired");
  });

  test("one that API Gateway does not let go is not said to be removed", async () => {
    const { ctx, world } = contextWith(await deployed());
    world.deployments.push({ ...world.deployments.at(-1)!, id: "held" });
    ctx.aws.apigateway.on(DeleteDeploymentCommand).rejects(fault("BadRequestException", "Active stages"));
    const strays = await removeLeftovers(await leftoversOf([deployment], ctx), ctx);
    const why = "API Gateway refuses, since a stage serves it";
    expect(strays).toMatchObject([{ title: expect.stringContaining("held") as string, spared: { why } }]);
    expect(ctx.report.texts("warning")).toEqual([expect.stringMatching(`^Deployment held .* is kept: ${why}$`)]);
  });

  test("the order of members, empty ones and AWS's spelling of the policy make no difference", async () => {
    const policy = JSON.stringify(allowPolicy(["203.0.113.0/24"]));
    const { ctx, world } = contextWith({ ...fresh(), policy });
    await converge(deployment, ctx);
    world.method = { methodIntegration: { ...live.methodIntegration, requestParameters: {} }, ...live };
    world.policy = JSON.stringify(
      policy.replaceAll("execute-api:/*", "arn:aws:execute-api:eu-west-1:111122223333:api1/*"),
    ).slice(1, -1);
    expect((await converge(deployment, ctx)).outcome).toBe("unchanged");
  });

  test("a stage that serves a deployment made by hand is deployed anew", async () => {
    const by = { stage: "hand", deployments: [{ id: "hand", description: "by hand" }] };
    const { ctx, world } = contextWith({ ...fresh(), ...by });
    expect((await converge(deployment, ctx)).outcome).toBe("repaired");
    expect(world.stage).toBe("d2");
  });

  test("without a method or an integration it says what to run first", async () => {
    for (const step of ["method", "integration"] as const) {
      const { ctx } = contextWith(fresh());
      ctx.known.delete(step);
      const error = await converge(deployment, ctx).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MissingStepError);
      expect(error).toMatchObject({ hint: expect.stringContaining(`put-${step}`) });
      expect(ctx.changes()).toEqual([]);
    }
  });

  const integrationWith = (...patterns: string[]) => ({
    ...knownIntegration,
    facts: {
      integration: {
        ...knownIntegration.facts.integration,
        responses: Object.fromEntries(
          patterns.map((selectionPattern, at) => [
            `${200 + at}`,
            { selectionPattern, headers: {}, templates: {}, contentHandling: "" },
          ]),
        ),
      },
    },
  });

  test.each([
    ["for success", [""]],
    ["for whatever else Kinesis may say", ["2\\d{2}"]],
    ["for success, but one that nobody can read", ["", "2\\d{2"]],
    ["for success, but one for more than that", ["", "\\d{2}"]],
    ["at all", []],
  ])("a route without a response %s is not published", async (_, patterns) => {
    const { ctx } = contextWith(fresh());
    ctx.known.set("integration", integrationWith(...patterns));
    await expect(converge(deployment, ctx)).rejects.toMatchObject({
      message: "The route lacks the responses that tell a stored record from a refused one.",
      hint: 'Run "kinesis-proxy put-integration" first, or "kinesis-proxy up" for everything.',
    });
    expect(ctx.changes()).toEqual([]);
  });

  test("a gateway response that turns a refusal into success is not published", async () => {
    const lies = [{ responseType: "DEFAULT_4XX" as const, responseParameters: {}, statusCode: "200" }];
    const { ctx } = contextWith({ ...fresh(), answers: lies });
    await expect(converge(deployment, ctx)).rejects.toThrow("turns refusals into success (DEFAULT_4XX 200)");
    expect(ctx.changes()).toEqual([]);
  });

  const others: Stage[] = [
    { stageName: "theirs" },
    { stageName: "another", tags: { "kinesis-proxy": "another" }, description: "kinesis-proxy orders" },
    { stageName: "old", tags: { "kinesis-proxy": "orders" } },
    { stageName: "begun", description: "kinesis-proxy orders" },
    { stageName: "recorded" },
    { stageName: "recalled" },
  ];

  test("stages of ours that the settings do not name go, those of somebody else's stay", async () => {
    const { ctx, world } = contextWith({ ...fresh(), others });
    await ctx.state.record("deployment", { id: "d0", stage: "recorded" });
    ctx.known.set("api", { ...knownApi, facts: { ...knownApi.facts, tags: { "kinesis-proxy-stage": "recalled" } } });
    expect(await converge(deployment, ctx)).toMatchObject({ outcome: "created", detail: "instead of stage recorded" });
    expect(world.others?.map(({ stageName }) => stageName)).toEqual(["theirs", "another"]);
    expect(world.stage).toBe("d1");
  });

  test.each<[string, object]>([
    ["taken over", { imported: true }],
    ["somebody else's", { ours: false, adopted: true }],
  ])("in an API that is %s only those with a mark of their own go", async (_, whose) => {
    const { ctx, world } = contextWith({ ...fresh(), others });
    await ctx.state.record("deployment", { id: "d0", stage: "recorded" });
    ctx.known.set("api", {
      ...knownApi,
      facts: { ...knownApi.facts, tags: { "kinesis-proxy-stage": "recalled" } },
      ...whose,
    });
    await converge(deployment, ctx);
    expect(world.others?.map(({ stageName }) => stageName)).toEqual(["theirs", "another", "recorded", "recalled"]);
  });

  test("the strays of an API are its stages and deployments that go, and no others", async () => {
    const { ctx, world } = contextWith({ ...(await deployed()), others });
    world.deployments.push({ id: "unused", description: `kinesis-proxy orders ${"0".repeat(32)}` }, { id: "theirs" });
    world.deployments.push({ id: "other", description: `kinesis-proxy another ${"0".repeat(32)}` });
    ctx.known.set("deployment", { ...(await deployment.find(ctx))! });
    const strays = await leftoversOf([deployment], ctx);
    expect(strays.map(({ title }) => title)).toEqual([
      "Stage old of REST API orders (api1)",
      "Stage begun of REST API orders (api1)",
      "Deployment unused of REST API orders (api1)",
    ]);
    for (const one of strays) await one.remove();
    expect(await leftoversOf([deployment], ctx)).toEqual([]);
    expect(world.deployments.map(({ id }) => id)).toEqual(["d1", "theirs", "other"]);
  });

  test("a stage of somebody else's is used as it is, and never deployed to", async () => {
    const theirs = { stageTags: { "kinesis-proxy": "another" }, stageDescription: "kinesis-proxy orders" };
    const same = contextWith({ ...(await deployed()), ...theirs });
    expect(await converge(deployment, same.ctx)).toMatchObject({
      outcome: "unchanged",
      detail: "not made by kinesis-proxy",
    });
    const { ctx } = contextWith({ ...(await deployed()), ...theirs, method: { ...live, methodResponses: {} } });
    await expect(converge(deployment, ctx)).rejects.toThrow("The stage production of this API is not this proxy's");
    expect(await dismantle(deployment, ctx)).toMatchObject({ outcome: "kept", detail: "not made by kinesis-proxy" });
    expect(ctx.changes()).toEqual([]);
  });

  test("on an API that is not ours nothing is changed and nothing made", async () => {
    for (const world of [fresh(), { ...(await deployed()), stageTags: {}, method: { ...live, methodResponses: {} } }]) {
      const { ctx } = contextWith(world);
      ctx.known.set("api", { ...knownApi, ours: false });
      await expect(converge(deployment, ctx)).rejects.toBeInstanceOf(DriftError);
      expect(ctx.changes()).toEqual([]);
    }
  });
});
