import { dateOf, keyUsage } from "../../account/key-usage.ts";
import type { Scope } from "../../account/scope.ts";
import type { Quota } from "../api-keys/key-definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { planOf } from "./usage-plans.ts";

/** GetUsage: what each key of the plan used on each day, and had left after it. A plan without a quota measures nothing. */
export const getUsage = operation({
  name: "GetUsage",
  route: "GET /usageplans/{usagePlanId}/usage",
  ok: 200,
  query: ["keyId", "startDate", "endDate", "position", "limit"],
  asked: { startDate: required(text()), endDate: required(text()) },
  run(scope, input) {
    const plan = planOf(scope, input.usagePlanId);
    const [startDate = "", endDate = "", keyId] = [input.startDate?.[0], input.endDate?.[0], input.keyId?.[0]];
    const dates = datesBetween(startDate, endDate);
    if (keyId !== undefined && !plan.keyIds.has(keyId)) throw unknownKey();
    const { quota } = plan.record;
    const keys = quota === undefined ? [] : keyId === undefined ? [...plan.keyIds] : [keyId];
    const { item, ...more } = page(keys, input, (id) => id);
    return { ...usageOf(scope, plan.record.id, quota, item, dates), startDate, endDate, ...more };
  },
});

/** UpdateUsage: what is left for a key in this period, until the next one begins. */
export const updateUsage = operation({
  name: "UpdateUsage",
  route: "PATCH /usageplans/{usagePlanId}/keys/{keyId}/usage",
  ok: 200,
  body: patchBody,
  run(scope, { usagePlanId, keyId, patchOperations }) {
    const { record, keyIds } = planOf(scope, usagePlanId);
    if (!keyIds.has(keyId)) throw unknownKey();
    const { remaining } = applyPatch<Extension>({}, patchOperations, rules, refuseByPath(rules));
    const { quota } = record;
    if (quota === undefined) throw badRequest(`Usage Plan ${usagePlanId} does not have a quota`);
    const now = scope.account.clock.now();
    if (remaining !== undefined) scope.account.corner(keyUsage, "").extend(record.id, keyId, quota, remaining, now);
    const today = dateOf(now);
    return { ...usageOf(scope, record.id, quota, [keyId], [today]), startDate: today, endDate: today };
  },
});

interface Extension {
  readonly remaining?: number;
}

const rules: readonly PatchRule<Extension>[] = [
  {
    path: "/remaining",
    changes: {
      replace(_, value) {
        if (!/^\d{1,15}$/.test(value ?? "")) throw badRequest("Invalid remaining quota specified");
        return { remaining: Number(value) };
      },
    },
  },
];

function usageOf(
  scope: Scope,
  usagePlanId: string,
  quota: Quota | undefined,
  keyIds: readonly string[],
  dates: readonly string[],
) {
  const usage = scope.account.corner(keyUsage, "");
  const daily = (id: string) => (quota === undefined ? [] : usage.daily(usagePlanId, id, quota, dates));
  return { usagePlanId, values: Object.fromEntries(keyIds.map((id) => [id, daily(id)])) };
}

const longestDays = 366;
const dayMs = 86_400_000;

/** All dates from the first to the last. What is longer than a year is refused: nothing here has run as long. */
function datesBetween(first: string, last: string): readonly string[] {
  const [from, to] = [readDate(first), readDate(last)];
  if (to < from) throw badRequest("Invalid date range: the end date is before the start date");
  const days = (to - from) / dayMs + 1;
  if (days > longestDays) throw badRequest(`Invalid date range: at most ${longestDays} days are allowed`);
  return Array.from({ length: days }, (_, at) => dateOf(from + at * dayMs));
}

function readDate(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(ms) || dateOf(ms) !== date) throw badRequest(`Invalid date specified: ${date}. Use yyyy-MM-dd`);
  return ms;
}

function unknownKey(): Error {
  return notFound("Invalid API Key identifier specified");
}
