import type { Scope } from "../../account/scope.ts";
import { apigatewaySettings } from "../gateway.ts";

const makes: ReadonlySet<string> = new Set(["CreateRestApi", "CreateApiKey", "CreateUsagePlan"]);
const lists: ReadonlySet<string> = new Set(["GetRestApis", "GetApiKeys", "GetUsagePlans"]);

/** The answer of an operation, without what was made too recently to be listed: AWS's lists lag behind. */
export function lagging(scope: Scope, operation: string, answer: unknown): unknown {
  const { listLagMs, born } = apigatewaySettings(scope.account);
  if (listLagMs === 0) return answer;
  const now = scope.account.clock.now();
  if (makes.has(operation)) born.set((answer as { readonly id: string }).id, now);
  if (!lists.has(operation)) return answer;
  const { item, ...page } = answer as { readonly item: readonly { readonly id: string }[] };
  return { ...page, item: item.filter(({ id }) => (born.get(id) ?? -Infinity) + listLagMs <= now) };
}
