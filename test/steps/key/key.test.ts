import {
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteUsagePlanCommand,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsagePlanKeysCommand,
  UpdateUsagePlanCommand,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { up } from "../../../src/engine/run/up.ts";
import { leftoversOf } from "../../../src/engine/run/leftovers.ts";
import { key } from "../../../src/steps/key/key.ts";
import { beginRotation } from "../../../src/steps/key/rotation.ts";
import { fault } from "../../helpers/fault.ts";
import { contextWith, nothing, ownTag, whole, type World } from "./key-world.ts";

describe("the five", () => {
  test("the first run makes the key, the plan on the stage, and puts the one into the other", async () => {
    const { ctx, world } = contextWith(nothing());
    expect(await converge(key, ctx)).toMatchObject({
      outcome: "created",
      found: { ids: { id: "k1", usagePlanId: "u1" } },
    });
    expect(world).toEqual(whole());
    expect(ctx.state.ids.key).toEqual({ id: "k1", usagePlanId: "u1" });
  });

  test("the second run changes nothing", async () => {
    const { ctx } = contextWith(whole());
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test.each<[string, Partial<World>, string[]]>([
    ["a key that is disabled", { keys: [{ ...whole().keys[0], enabled: false }] }, ["UpdateApiKey"]],
    ["a key that is gone", { keys: [], members: [] }, ["CreateApiKey", "CreateUsagePlanKey"]],
    ["a plan that is gone", { plans: [], members: [] }, ["CreateUsagePlan", "CreateUsagePlanKey"]],
    ["a plan that does not cover the stage", { plans: [{ ...whole().plans[0], apiStages: [] }] }, ["UpdateUsagePlan"]],
    ["a key that is not in the plan", { members: [] }, ["CreateUsagePlanKey"]],
  ])("%s is mended", async (_, change, changes) => {
    const { ctx, world } = contextWith({ ...whole(), ...change });
    expect((await converge(key, ctx)).outcome).toBe("repaired");
    expect(ctx.changes()).toEqual(changes);
    expect(world).toEqual(whole());
  });

  test("a lost race for the place in the plan is fine", async () => {
    const { ctx } = contextWith({ ...whole(), members: [] });
    ctx.aws.apigateway.on(CreateUsagePlanKeyCommand).rejects(fault("ConflictException"));
    expect((await converge(key, ctx)).outcome).toBe("repaired");
  });

  test("removing what is not there is fine", async () => {
    const { ctx } = contextWith(nothing());
    expect((await dismantle(key, ctx)).outcome).toBe("absent");
    expect(ctx.changes()).toEqual([]);
  });
});

describe("what is special about keys", () => {
  test("a plan that covers stages lets go of them before it is deleted", async () => {
    const { ctx, world } = contextWith(whole());
    expect((await dismantle(key, ctx)).outcome).toBe("removed");
    expect(world.keys).toEqual([]);
    expect(world.plans).toEqual([]);
    expect(ctx.changes()).toEqual(["UpdateUsagePlan", "DeleteUsagePlan", "DeleteApiKey"]);
  });

  test("keys and plans of somebody else are not seen", async () => {
    const theirs = { "kinesis-proxy": "another" };
    const world = { keys: [{ id: "k9", tags: theirs }], plans: [{ id: "u9", tags: theirs }], members: [] };
    const { ctx } = contextWith(world);
    expect((await dismantle(key, ctx)).outcome).toBe("absent");
    expect(ctx.changes()).toEqual([]);
  });

  test("ours is found on whichever page", async () => {
    const { ctx } = contextWith(whole());
    const { apigateway } = ctx.aws;
    apigateway.on(GetApiKeysCommand).resolves({ items: [{ id: "k9" }], position: "2" });
    apigateway.on(GetApiKeysCommand, { limit: 500, position: "2" }).resolves({ items: whole().keys });
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
  });

  test("--api-key false takes it away; nothing asked leaves it", async () => {
    const { ctx, world } = contextWith(whole());
    const silent = { ...ctx, config: { ...ctx.config, apiKey: undefined } };
    expect((await up([key], silent)).get("key")?.outcome).toBe("absent");
    expect(world.keys).toHaveLength(1);
    const refusing = { ...ctx, config: { ...ctx.config, apiKey: false } };
    expect((await up([key], refusing)).get("key")?.outcome).toBe("removed");
    expect(world.keys).toEqual([]);
  });

  test("of two plans that two runs made at the same moment, all runs use the same one, and ours goes", async () => {
    const { ctx, world } = contextWith({ ...whole(), plans: [], members: [] });
    const theirs: UsagePlan = { ...whole().plans[0], id: "u0", apiStages: [] };
    ctx.aws.apigateway.on(CreateUsagePlanCommand).callsFake((input: CreateUsagePlanCommand["input"]) => {
      const made = { id: "u1", ...input } as UsagePlan;
      world.plans.push(made, theirs);
      return made;
    });
    expect((await converge(key, ctx)).found.ids.usagePlanId).toBe("u0");
    expect(world.plans).toEqual([{ ...theirs, apiStages: [{ apiId: "api1", stage: "production" }] }]);
  });

  test("where the list of keys tells no tags, the key is found by its name, and by the state file", async () => {
    const { ctx, world } = contextWith(whole());
    const untold = (name: string) => () => ({ items: world.keys.map(({ id }) => ({ id, name })) });
    ctx.aws.apigateway.on(GetApiKeysCommand).callsFake(untold("orders"));
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
    ctx.aws.apigateway.on(GetApiKeysCommand).callsFake(untold("renamed"));
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test("a stage of somebody else's in our plan keeps both, and no tag is taken off", async () => {
    const stages = [...(whole().plans[0]?.apiStages ?? []), { apiId: "theirs", stage: "live" }];
    const { ctx, world } = contextWith({ ...whole(), plans: [{ ...whole().plans[0], apiStages: stages }] });
    const kept = await dismantle(key, ctx);
    expect(kept).toMatchObject({ outcome: "kept", detail: expect.stringContaining("stage theirs:live") });
    expect(ctx.changes()).toEqual([]);
    expect(world.plans[0]?.tags).toEqual(ownTag);
  });

  test("a stage of another API of ours in the plan is ours", async () => {
    const stages = [...(whole().plans[0]?.apiStages ?? []), { apiId: "api0", stage: "production" }];
    const { ctx, world } = contextWith({ ...whole(), plans: [{ ...whole().plans[0], apiStages: stages }] });
    ctx.aws.apigateway.on(GetRestApisCommand).resolves({
      items: [
        { id: "api1", tags: ownTag },
        { id: "api0", tags: ownTag },
      ],
    });
    expect((await dismantle(key, ctx)).outcome).toBe("removed");
    expect(world).toMatchObject({ keys: [], plans: [] });
  });

  test("a stage that another run adds while the plan goes is taken out, too", async () => {
    const { ctx, world } = contextWith(whole());
    const { apigateway } = ctx.aws;
    let others = 2;
    apigateway.on(DeleteUsagePlanCommand).callsFake(() => {
      if (others-- > 0) {
        world.plans = whole().plans;
        throw fault("BadRequestException", "Cannot delete usage plan with stages");
      }
      world.plans = [];
      return {};
    });
    expect((await dismantle(key, ctx)).outcome).toBe("removed");
    expect(world.plans).toEqual([]);
    others = 3;
    const again = contextWith(whole());
    again.ctx.aws.apigateway.on(DeleteUsagePlanCommand).callsFake(() => {
      again.world.plans = whole().plans;
      throw fault("BadRequestException", "Cannot delete usage plan with stages");
    });
    await expect(dismantle(key, again.ctx)).rejects.toThrow("Cannot delete usage plan with stages");
    expect(again.ctx.inputs("DeleteUsagePlan")).toHaveLength(3);
  });

  test("of two plans the one that has a key is used, be it the younger one", async () => {
    const empty: UsagePlan = { ...whole().plans[0], id: "u0" };
    const { ctx } = contextWith({ ...whole(), plans: [empty, ...whole().plans] });
    const { apigateway } = ctx.aws;
    apigateway.on(GetUsagePlanKeysCommand, { usagePlanId: "u0" }).resolves({ items: [] });
    apigateway.on(GetUsagePlanKeysCommand, { usagePlanId: "u1" }).resolves({ items: [{ id: "k1" }] });
    expect(await converge(key, ctx)).toMatchObject({ outcome: "unchanged", found: { ids: { usagePlanId: "u1" } } });
    const strays = await leftoversOf([key], ctx);
    expect(strays.map(({ title }) => title)).toEqual(["Usage plan orders (u0)"]);
  });

  test("a second plan with a stage of others stays, and says why", async () => {
    const second: UsagePlan = { ...whole().plans[0], id: "u2", apiStages: [{ apiId: "theirs", stage: "live" }] };
    const { ctx } = contextWith({ ...whole(), plans: [...whole().plans, second] });
    await converge(key, ctx);
    expect(await leftoversOf([key], ctx)).toMatchObject([
      { title: "Usage plan orders (u2)", spared: { why: expect.stringContaining("theirs:live") as string, needs: [] } },
    ]);
  });

  test("an answer that was lost: the stage that is in the plan already is no failure", async () => {
    const { ctx, world } = contextWith({ ...whole(), plans: [{ ...whole().plans[0], apiStages: [] }] });
    ctx.aws.apigateway.on(UpdateUsagePlanCommand).callsFake(() => {
      world.plans = whole().plans;
      throw fault("ConflictException", "Usage plan already covers the stage");
    });
    expect((await converge(key, ctx)).outcome).toBe("repaired");
  });
});

describe("a quota", () => {
  const day = { limit: 10_000, period: "DAY" } as const;

  test("is made with the plan, and then as asked", async () => {
    const { ctx, world } = contextWith(nothing(), { quota: day });
    expect((await converge(key, ctx)).outcome).toBe("created");
    expect(ctx.changes()).toEqual(["CreateApiKey", "CreateUsagePlan", "CreateUsagePlanKey"]);
    expect(world.plans[0]?.quota).toEqual({ ...day, offset: 0 });
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
  });

  test.each([
    [undefined, day, { ...day, offset: 0 }, "quota: none → 10000/day"],
    [{ limit: 7, offset: 5, period: "WEEK" }, day, { ...day, offset: 0 }, "quota: 7/week → 10000/day"],
    [day, "none", undefined, "quota: 10000/day → none"],
  ] as const)("%j becomes %j", async (quota, wanted, then, detail) => {
    const { ctx, world } = contextWith({ ...whole(), plans: [{ ...whole().plans[0], quota }] }, { quota: wanted });
    expect(await converge(key, ctx)).toMatchObject({ outcome: "repaired", detail });
    expect(ctx.changes()).toEqual(["UpdateUsagePlan"]);
    expect(world.plans[0]?.quota).toEqual(then);
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
  });

  test("that nobody asked about is left as it is, and so is none", async () => {
    const { ctx } = contextWith({ ...whole(), plans: [{ ...whole().plans[0], quota: day }] });
    expect((await converge(key, ctx)).outcome).toBe("unchanged");
    const none = contextWith(whole(), { quota: "none" });
    expect((await converge(key, none.ctx)).outcome).toBe("unchanged");
  });
});

describe("a usage plan of somebody else's in which the key is", () => {
  const stages = [{ apiId: "api1", stage: "production" }];
  const theirs: UsagePlan = { id: "u9", name: "partners", apiStages: stages, quota: { limit: 5, period: "DAY" } };

  test("is used and never changed", async () => {
    const { ctx } = contextWith({ ...whole(), plans: [theirs] });
    const found = { ids: { id: "k1", usagePlanId: "u9" }, foreignPlan: "partners" };
    expect(await converge(key, ctx)).toMatchObject({ outcome: "unchanged", found });
    await expect(beginRotation((await key.find(ctx))!, ctx)).rejects.toThrow(/partners, which is not this proxy's/);
    await expect(converge(key, contextWith({ ...whole(), plans: [theirs] }, { quota: "none" }).ctx)).rejects.toThrow(
      "The API key is in the usage plan partners, which is not this proxy's, and its quota is 5/day.",
    );
    expect(ctx.changes()).toEqual([]);
    expect((await dismantle(key, ctx)).outcome).toBe("removed");
    expect(ctx.changes()).toEqual(["DeleteApiKey"]);
  });

  test("of another stage, or without the key, does not count", async () => {
    const elsewhere = contextWith({
      ...whole(),
      plans: [{ ...theirs, apiStages: [{ apiId: "api1", stage: "test" }] }],
    });
    expect((await key.find(elsewhere.ctx))?.ids.usagePlanId).toBe("");
    const keyless = contextWith({ ...whole(), plans: [theirs], members: ["k9"] });
    expect((await key.find(keyless.ctx))?.ids.usagePlanId).toBe("");
  });
});

test("a throttle that somebody put on the plan is seen, and kept", async () => {
  const throttle = { rateLimit: 1, burstLimit: 2 };
  const { ctx } = contextWith({ ...whole(), plans: [{ ...whole().plans[0], throttle }] });
  expect(await converge(key, ctx)).toMatchObject({
    outcome: "unchanged",
    found: { throttle: "1 a second, 2 at once" },
  });
  expect((await key.find(contextWith(whole()).ctx))?.throttle).toBeUndefined();
});
