import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteUsagePlanCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
  type ApiKey,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import type { Config } from "../../../src/settings/config.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi } from "../../helpers/known-steps.ts";

export const ownTag = { "kinesis-proxy": "orders" };

/** What there is of keys and usage plans. */
export interface World {
  keys: ApiKey[];
  plans: UsagePlan[];
  /** Ids of the keys in the plan. */
  members: string[];
}

export const nothing = (): World => ({ keys: [], plans: [], members: [] });
/** A key in a plan that covers the stage. */
export const whole = (): World => ({
  keys: [{ id: "k1", name: "orders", enabled: true, tags: ownTag }],
  plans: [{ id: "u1", name: "orders", apiStages: [{ apiId: "api1", stage: "production" }], tags: ownTag }],
  members: ["k1"],
});

/** A context whose API Gateway has these, and changes them. */
export function contextWith(world: World, config: Partial<Config> = {}) {
  const ctx = fakeContext({ apiKey: true, ...config }, { known: { api: knownApi } });
  const { apigateway } = ctx.aws;
  const gone = fault("NotFoundException");
  apigateway.on(GetApiKeysCommand).callsFake(() => ({ items: world.keys }));
  apigateway.on(GetApiKeyCommand).callsFake(({ apiKey }: { apiKey: string }) => {
    const one = world.keys.find(({ id }) => id === apiKey);
    if (one === undefined) throw gone;
    return one;
  });
  apigateway.on(GetRestApisCommand).resolves({ items: [{ id: "api1", tags: ownTag }] });
  apigateway.on(GetUsagePlansCommand).callsFake(() => ({ items: world.plans }));
  apigateway.on(GetUsagePlanKeysCommand).callsFake(() => ({ items: world.members.map((id) => ({ id })) }));
  apigateway.on(CreateApiKeyCommand).callsFake((input: CreateApiKeyCommand["input"]) => {
    const made = { id: `k${world.keys.length + 1}`, ...input } as ApiKey;
    world.keys.push(made);
    return made;
  });
  apigateway.on(CreateUsagePlanCommand).callsFake((input: CreateUsagePlanCommand["input"]) => {
    const made = { id: "u1", ...input } as UsagePlan;
    world.plans.push(made);
    return made;
  });
  apigateway.on(CreateUsagePlanKeyCommand).callsFake(({ keyId }: { keyId: string }) => {
    if (world.members.includes(keyId)) throw fault("ConflictException");
    world.members.push(keyId);
    return {};
  });
  apigateway.on(UpdateApiKeyCommand).callsFake(() => {
    world.keys = world.keys.map((one) => ({ ...one, enabled: true }));
    return {};
  });
  apigateway.on(UpdateUsagePlanCommand).callsFake((input: UpdateUsagePlanCommand["input"]) => {
    for (const { op, path = "", value } of input.patchOperations ?? []) {
      if (path.startsWith("/quota")) {
        const [plan] = world.plans;
        const quota = {
          ...plan?.quota,
          [path.slice("/quota/".length)]: path.endsWith("/period") ? value : Number(value),
        };
        world.plans = [op === "remove" ? { ...plan, quota: undefined } : { ...plan, quota }];
        continue;
      }
      const [apiId, stage] = (value ?? "").split(":");
      world.plans = world.plans.map((plan) => {
        const others = (plan.apiStages ?? []).filter((one) => one.apiId !== apiId || one.stage !== stage);
        return { ...plan, apiStages: op === "add" ? [...others, { apiId, stage }] : others };
      });
    }
    return {};
  });
  apigateway.on(DeleteUsagePlanCommand).callsFake(({ usagePlanId }: { usagePlanId: string }) => {
    const plan = world.plans.find(({ id }) => id === usagePlanId);
    if (plan === undefined) throw gone;
    if ((plan.apiStages ?? []).length > 0) throw fault("BadRequestException", "Cannot delete usage plan with stages");
    world.plans = world.plans.filter((one) => one !== plan);
    return {};
  });
  apigateway.on(DeleteApiKeyCommand).callsFake(({ apiKey: id }: { apiKey: string }) => {
    if (!world.keys.some((one) => one.id === id)) throw gone;
    world.keys = world.keys.filter((one) => one.id !== id);
    world.members = world.members.filter((one) => one !== id);
    return {};
  });
  return { ctx, world };
}
