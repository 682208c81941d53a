import type { Converged } from "../engine/run/converge.ts";
import type { Leftover } from "../engine/run/leftovers.ts";
import { proxyUrl } from "./endpoint/proxy-url.ts";
import type { Session } from "./session.ts";

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

/** Every proxy has these steps; the others are optional. */
const always: ReadonlySet<string> = new Set(["stream", "role", "api", "method", "integration", "access", "deployment"]);

/** Optional steps that do not exist and were not asked for are left out. */
export function worthSaying(step: string, outcome: string): boolean {
  return always.has(step) || outcome !== "absent";
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
