import type { Account } from "../../account/account.ts";
import type { LiveStage, StageKey } from "../../account/deployed.ts";
import type { RestApi } from "../definition.ts";
import type { UsagePlanRecord } from "../api-keys/key-definition.ts";
import type { BasePathMapping } from "../domain-names/domain-definition.ts";
import { allGateways } from "../gateway.ts";
import { defined } from "../without.ts";

/** What the stage serves now, whatever its region. */
export function liveStage(account: Account, apiId: string, stageName: string): LiveStage | undefined {
  return findApi(account, apiId)?.stages.get(stageName)?.live;
}

/** Is there such an API in any region? */
export function apiExists(account: Account, apiId: string): boolean {
  return findApi(account, apiId) !== undefined;
}

/** The tags of the API. */
export function apiTags(account: Account, apiId: string): Readonly<Record<string, string>> {
  return findApi(account, apiId)?.record.tags ?? {};
}

/** What the custom domain name leads to, by base path; undefined where no region has such a name. `*.` stands for one label. */
export function mappingsOf(account: Account, name: string): ReadonlyMap<string, BasePathMapping> | undefined {
  for (const { domainNames } of allGateways(account)) {
    const domain = domainNames.get(name) ?? domainNames.get(name.replace(/^[^.]+/, "*"));
    // There are no routing rules here.
    if (domain?.record.routingMode === "ROUTING_RULE_ONLY") return new Map();
    if (domain !== undefined) return domain.mappings;
  }
  return undefined;
}

/** Is there any custom domain name? */
export function hasDomainNames(account: Account): boolean {
  for (const { domainNames } of allGateways(account)) if (domainNames.size > 0) return true;
  return false;
}

/** The enabled key with that value, if one of its usage plans contains the stage. */
export function apiKeyFor(account: Account, apiId: string, stageName: string, value: string): StageKey | undefined {
  for (const { apis, apiKeys, usagePlans } of allGateways(account)) {
    if (!apis.has(apiId)) continue;
    for (const key of apiKeys.values()) {
      if (key.value !== value || !key.enabled) continue;
      for (const { record, keyIds } of usagePlans.values()) {
        const stage = record.apiStages.find((each) => each.apiId === apiId && each.stage === stageName);
        if (stage === undefined || !keyIds.has(key.id)) continue;
        return { keyId: key.id, value, usagePlan: openedBy(record, stage.throttle) };
      }
    }
  }
  return undefined;
}

function openedBy(
  { id, name, throttle, quota }: UsagePlanRecord,
  methodThrottle: StageKey["usagePlan"]["methodThrottle"] = {},
): StageKey["usagePlan"] {
  return { ...defined({ throttle, quota }), id, name, methodThrottle };
}

function findApi(account: Account, apiId: string): RestApi | undefined {
  for (const { apis } of allGateways(account)) {
    const api = apis.get(apiId);
    if (api !== undefined) return api;
  }
  return undefined;
}
