import { apiUsage, iamUsage, keyUsage, streamUsage, type Usage } from "../../../../watch/diagnose/quotas.ts";
import { deniedAction, isDenial } from "../../../../watch/diagnose/harmless-calls.ts";
import { isUnknown } from "../../../../aws/faults.ts";
import type { Context } from "../../../../steps/context.ts";
import { api, key, role, stream } from "../../../../steps/index.ts";
import { failed, ok, warning, type Check, type Finding } from "../check.ts";

/** Limits of the account that `up` would hit. */
export const quotas: Check = {
  name: "quotas",
  title: "Quotas",
  needs: ["caller", "api-gateway"],
  async run(patient) {
    const ctx = await patient.context();
    const all = await Promise.all([
      tried("iam:GetAccountSummary", () => ofIam(ctx)),
      tried("kinesis:DescribeLimits", () => ofStreams(ctx)),
      tried("apigateway:GET", () => ofGateway(ctx)),
    ]);
    const found = all.flat();
    return found.length > 0 ? found : ok("No quota is near");
  },
};

/** What may not be asked is not known, and no failure. */
async function tried(action: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (isDenial(error)) return [unseen(action, deniedAction(error))];
    if (error instanceof Error && isUnknown(error)) return [];
    throw error;
  }
}

/** A permission that `up` needs is told by its own check. */
function unseen(action: string, denied: string): Finding {
  if (denied !== action && denied !== "a permission")
    return { result: "skipped", text: `Quotas: not checked, it needs: ${denied}`, needs: "permissions" };
  return warning(`Quotas cannot be seen (${action}).`, `Allow ${action}, and this says what is near.`);
}

async function ofIam(ctx: Context): Promise<readonly Finding[]> {
  if (ctx.config.roleArn !== undefined || (await isThere(() => role.find(ctx)))) return [];
  const { roles, policies } = await iamUsage(ctx.clients);
  return [...reached(roles, 1, raise("iam")), ...reached(policies, 1, raise("iam"))];
}

async function ofStreams(ctx: Context): Promise<readonly Finding[]> {
  const found = await stream.find(ctx);
  const { mode, shards = 1 } = ctx.config;
  const { shards: open, onDemand } = await streamUsage(ctx.clients);
  const hint = raise("kinesis");
  if (mode === "ON_DEMAND") return found?.facts.mode === "ON_DEMAND" ? [] : reached(onDemand, 1, hint);
  const more = found === undefined ? shards : Math.max(0, shards - (found.facts.shards ?? shards));
  return reached(open, more, `Ask for fewer with --shards. ${hint}`);
}

async function ofGateway(ctx: Context): Promise<readonly Finding[]> {
  const { config, clients } = ctx;
  const [{ apis }, { keys, plans }] = await Promise.all([
    apiUsage(clients),
    config.apiKey === true ? keyUsage(clients) : { keys: undefined, plans: undefined },
  ]);
  const hasApi = config.apiId !== undefined || (await isThere(() => api.find(ctx)));
  const hasKey = keys === undefined || (await isThere(() => key.find(ctx)));
  const fixed = "AWS does not raise this one: use an existing API (--api-id), or another region.";
  return [
    ...(hasApi ? [] : reached(apis, 1, fixed)),
    ...(hasKey || keys === undefined ? [] : reached(keys, 1, "Delete keys that nobody uses.")),
    ...(hasKey || plans === undefined ? [] : reached(plans, 1, raise("apigateway"))),
  ];
}

async function isThere(find: () => Promise<unknown>): Promise<boolean> {
  return (await find()) !== undefined;
}

/** Says when `more` of it are beyond the limit, or nearly. */
function reached({ what, used, most }: Usage, more: number, hint: string): readonly Finding[] {
  if (more === 0) return [];
  const text = `${used} of ${most} ${what} are in use`;
  if (used + more > most) return [failed(`${text}, and ${more} more ${more === 1 ? "is" : "are"} asked for.`, hint)];
  return used + more > most * 0.95 ? [warning(`${text}.`, hint)] : [];
}

function raise(service: string): string {
  return `Have it raised; its code is in: aws service-quotas list-service-quotas --service-code ${service}`;
}
