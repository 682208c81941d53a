import type { Scope } from "../../account/scope.ts";
import type { ApiStage, Quota, Throttle, UsagePlanRecord } from "../api-keys/key-definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import type { PatchRule } from "../operation/patch.ts";
import { unescapePointer } from "../operation/patch.ts";
import { member, numberValue, textValue } from "../operation/patch-rules.ts";
import { without } from "../without.ts";

/** The paths of UpdateUsagePlan. Its API stages are added and removed by a value of `apiId:stage`. */
export function usagePlanRules(scope: Scope): readonly PatchRule<UsagePlanRecord>[] {
  const throttle = (name: keyof Throttle) =>
    put(`/throttle/${name}`, (plan, value) => ({
      ...plan,
      throttle: { ...plan.throttle, [name]: numberValue(value, `throttle/${name}`) },
    }));
  // Only the resulting quota is checked: an operation may fit the period that the next one sets.
  const quota = (name: keyof Quota) =>
    put(`/quota/${name}`, (plan, value) => {
      const was = plan.quota ?? { limit: 0, offset: 0, period: "MONTH" };
      // A limit that is no number is said where the quota is checked.
      const read = name === "period" ? value : name === "limit" ? Number(value) : numberValue(value, `quota/${name}`);
      return { ...plan, quota: { ...was, [name]: read } as Quota };
    });
  // In the order in which AWS lists them when it refuses a path.
  return [
    {
      path: "/apiStages",
      changes: {
        add: (plan, value) => {
          const added = readStage(value);
          checkApiStage(scope, added, plan.id);
          const rest = plan.apiStages.filter((stage) => !isSame(stage, added));
          return { ...plan, apiStages: [...rest, added] };
        },
        remove: (plan, value) => {
          const removed = readStage(value);
          if (!plan.apiStages.some((stage) => isSame(stage, removed))) throw unknownStage(removed, plan.id);
          return { ...plan, apiStages: plan.apiStages.filter((stage) => !isSame(stage, removed)) };
        },
      },
    },
    { path: "/quota", changes: { remove: (plan) => without(plan, "quota") } },
    { path: "/throttle", changes: { remove: (plan) => without(plan, "throttle") } },
    member("productCode", textValue, { removable: true, addable: true }),
    {
      path: "/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>",
      pattern: methodThrottle,
      changes: { add: withMethodThrottle, replace: withMethodThrottle, remove: withoutMethodThrottle },
    },
    {
      path: "/apiStages/<apidId:stageName>/throttle",
      pattern: everyMethod,
      changes: { remove: withoutMethodThrottle },
    },
    member("name", (value) => planName(value)),
    member("description", textValue, { addable: true }),
    throttle("burstLimit"),
    throttle("rateLimit"),
    quota("limit"),
    quota("offset"),
    quota("period"),
  ];
}

const methodThrottle = /^\/apiStages\/([^/]+)\/throttle\/(.+?)(?:\/(burstLimit|rateLimit))?$/;
const everyMethod = /^\/apiStages\/([^/]+)\/throttle$/;

function withMethodThrottle(plan: UsagePlanRecord, value: string | undefined, path: string): UsagePlanRecord {
  const [, named, spelled = "", limit] = methodThrottle.exec(path) ?? [];
  if (limit === undefined || spelled === "") throw badRequest(`Invalid patch path ${path}`);
  return changeStage(plan, named, (stage) => {
    const method = methodKey(spelled);
    const throttle = { ...stage.throttle?.[method], [limit]: numberValue(value, `throttle/${limit}`) };
    return { ...stage, throttle: { ...stage.throttle, [method]: throttle } };
  });
}

function withoutMethodThrottle(plan: UsagePlanRecord, _: string | undefined, path: string): UsagePlanRecord {
  const [, named, spelled] = methodThrottle.exec(path) ?? everyMethod.exec(path) ?? [];
  return changeStage(plan, named, (stage) => {
    const { throttle = {}, ...rest } = stage;
    const left = spelled === undefined ? {} : without(throttle, methodKey(spelled));
    return Object.keys(left).length === 0 ? rest : { ...rest, throttle: left };
  });
}

function changeStage(plan: UsagePlanRecord, named: string | undefined, change: (stage: ApiStage) => ApiStage) {
  const asked = readStage(unescapePointer(named ?? ""));
  if (!plan.apiStages.some((stage) => isSame(stage, asked))) throw unknownStage(asked, plan.id);
  return { ...plan, apiStages: plan.apiStages.map((stage) => (isSame(stage, asked) ? change(stage) : stage)) };
}

/** `~1events/POST` and `/events/POST` are two spellings of one method. */
function methodKey(spelled: string): string {
  const path = unescapePointer(spelled);
  return path.startsWith("/") ? path : `/${path}`;
}

/** A plan's name. Throws BadRequestException when it is empty. */
export function planName(name: string | undefined): string {
  if (name === undefined || name === "") throw badRequest("Usage Plan name cannot be blank");
  return name;
}

/** Throws when the stage is not there; `planId` goes into AWS's sentence. */
export function checkApiStage(scope: Scope, stage: ApiStage, planId: string): void {
  if (gatewayOf(scope).apis.get(stage.apiId)?.stages.has(stage.stage) === true) return;
  throw unknownStage(stage, planId);
}

/** The quota with AWS's default of no offset. Throws BadRequestException. */
export function checkQuota(given: Partial<Quota>): Quota {
  const { limit, offset = 0, period } = given;
  if (limit === undefined || Number.isNaN(limit) || limit < 0) throw badRequest("Usage Plan quota must have a limit");
  if (period !== "DAY" && period !== "WEEK" && period !== "MONTH") {
    throw badRequest("Usage Plan quota must have a period. Valid values are [DAY, WEEK, MONTH]");
  }
  const last = { DAY: 0, WEEK: 6, MONTH: 27 }[period];
  if (offset < 0 || offset > last) {
    throw badRequest(`Usage Plan quota offset must be zero in the ${period} period, or between 0 and ${last}`);
  }
  return { limit, offset, period };
}

function put(
  path: string,
  change: (plan: UsagePlanRecord, value: string) => UsagePlanRecord,
): PatchRule<UsagePlanRecord> {
  const apply = (plan: UsagePlanRecord, value = "") => change(plan, value);
  return { path, changes: { add: apply, replace: apply } };
}

function readStage(value = ""): ApiStage {
  const [apiId = "", stage = "", more] = value.split(":");
  if (apiId === "" || stage === "" || more !== undefined) throw badRequest("Invalid API Stage specified");
  return { apiId, stage };
}

function isSame(a: ApiStage, b: ApiStage): boolean {
  return a.apiId === b.apiId && a.stage === b.stage;
}

function unknownStage({ apiId, stage }: ApiStage, planId: string): Error {
  return notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${planId}`);
}
