import { CreateUsagePlanKeyCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { leftoversOf } from "../../../src/engine/run/leftovers.ts";
import { key } from "../../../src/steps/key/key.ts";
import { beginRotation, endRotation } from "../../../src/steps/key/rotation.ts";
import { contextWith, ownTag, whole, type World } from "./key-world.ts";

const rotating = (): World => {
  const { keys, plans } = whole();
  const second = { id: "k2", name: "orders", enabled: true, tags: { ...ownTag, "kinesis-proxy-replaces": "k1" } };
  return { keys: [...keys, second], plans, members: ["k1", "k2"] };
};

test("a rotation makes a second key in the same plan, with its own tag in the creating call", async () => {
  const { ctx, world } = contextWith(whole());
  const { ids, made } = await beginRotation((await key.find(ctx))!, ctx);
  expect({ ids, made }).toEqual({ ids: { id: "k2", usagePlanId: "u1", oldId: "k1" }, made: true });
  expect(ctx.changes()).toEqual(["CreateApiKey", "CreateUsagePlanKey"]);
  expect(world).toEqual(rotating());
  expect(ctx.state.ids.key).toEqual({ id: "k2", usagePlanId: "u1", oldId: "k1" });
});

test("while it is unfinished both keys are seen without a state file: nothing drifts, and nothing is a leftover", async () => {
  const { ctx } = contextWith(rotating());
  expect(await converge(key, ctx)).toMatchObject({
    outcome: "unchanged",
    found: { ids: { id: "k2", usagePlanId: "u1", oldId: "k1" } },
  });
  expect(await leftoversOf([key], ctx)).toEqual([]);
  expect(ctx.changes()).toEqual([]);
});

test("a second one is refused while the first is unfinished, and nothing is changed", async () => {
  const { ctx } = contextWith(rotating());
  await expect(beginRotation((await key.find(ctx))!, ctx)).rejects.toMatchObject({
    message: "A key rotation is unfinished: there are two keys, and both are valid.",
    hint: expect.stringContaining('"kinesis-proxy key rotate --finish"'),
    exitCode: 3,
  });
  expect(ctx.changes()).toEqual([]);
});

test("its end deletes the old key, and then there is no rotation", async () => {
  const { ctx, world } = contextWith(rotating());
  const { ids } = await endRotation((await key.find(ctx))!, ctx);
  expect(ids).toEqual({ id: "k2", usagePlanId: "u1" });
  expect(ctx.changes()).toEqual(["DeleteApiKey"]);
  expect(world).toMatchObject({ keys: [{ id: "k2" }], members: ["k2"] });
  const after = (await key.find(ctx))!;
  expect(after.ids).toEqual({ id: "k2", usagePlanId: "u1" });
  await endRotation(after, ctx);
  expect(ctx.changes()).toEqual(["DeleteApiKey"]);
});

test("one that was killed before the new key was in the plan is brought to its middle by the next run", async () => {
  const { ctx, world } = contextWith(whole());
  ctx.aws.apigateway.on(CreateUsagePlanKeyCommand).rejectsOnce(new Error("killed"));
  await expect(beginRotation((await key.find(ctx))!, ctx)).rejects.toThrow("killed");
  expect(world.members).toEqual(["k1"]);
  expect(await converge(key, ctx)).toMatchObject({
    outcome: "repaired",
    found: { ids: { id: "k2", oldId: "k1" }, facts: { "usage plan key": "in the plan" } },
  });
  expect(ctx.inputs("CreateUsagePlanKey").at(-1)).toMatchObject({ usagePlanId: "u1", keyId: "k2" });
});

test("the step takes both keys away", async () => {
  const { ctx, world } = contextWith(rotating());
  expect((await dismantle(key, ctx)).outcome).toBe("removed");
  expect(world).toMatchObject({ keys: [], plans: [] });
});

test("a second key that no rotation has made is a leftover, as ever", async () => {
  const { keys, plans, members } = whole();
  const { ctx } = contextWith({ keys: [...keys, { ...keys[0], id: "k9" }], plans, members });
  await converge(key, ctx);
  expect((await leftoversOf([key], ctx)).map(({ title }) => title)).toEqual(["API key orders (k9)"]);
});
