import { hostSuffix, invokeUrl } from "../aws/arns.ts";
import type { Converged } from "../engine/converge.ts";
import type { Leftover } from "../engine/leftovers.ts";
import type { Session } from "./session.ts";

/** The invoke URL of this path; undefined before there is a REST API. */
export function proxyUrl(session: Session, path = session.config.path): string | undefined {
  const apiId = session.known.get("api")?.ids.id;
  const { config } = session;
  const suffix = hostSuffix(session.clients, config.region);
  const place = { suffix, region: config.region, endpoint: config.endpoint };
  return apiId === undefined ? undefined : invokeUrl(place, apiId, config.stage, path);
}

/** The document of `up`, `down`, `plan` and `status`: the proxy, its AWS, the URL, and each step. */
export function proxyJson(session: Session, steps: Readonly<Record<string, unknown>>) {
  const { config, identity } = session;
  return {
    name: config.name,
    region: config.region,
    accountId: identity.accountId,
    url: proxyUrl(session),
    steps,
  };
}

const optional: ReadonlySet<string> = new Set(["schema", "batch", "cors", "key"]);

/** Optional steps that do not exist and were not asked for are left out. */
export function worthSaying(step: string, outcome: string): boolean {
  return !optional.has(step) || outcome !== "absent";
}

/** What becomes of a resource with our tag that no step uses. */
export function strayJson({ title, spared }: Leftover, outcome: { readonly gone: string; readonly kept: string }) {
  if (spared === undefined) return { title, outcome: outcome.gone };
  return { title, outcome: outcome.kept, reason: spared.why };
}

/** The outcome and ids of each step; `apiKey` is the value of the key that this run has created. */
export function stepsJson(
  results: ReadonlyMap<string, Converged>,
  apiKey: string | undefined = undefined,
): Record<string, unknown> {
  const shown = [...results].filter(([name, { outcome }]) => worthSaying(name, outcome));
  const value = (name: string) => name === "key" && apiKey !== undefined && { value: apiKey };
  return Object.fromEntries(
    shown.map(([name, { outcome, found, detail }]) => {
      const reason = outcome === "kept" && detail !== undefined && { reason: detail };
      return [name, { outcome, ...found?.ids, ...value(name), ...reason }];
    }),
  );
}
