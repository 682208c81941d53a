import type { Account } from "../account/account.ts";
import { hasDomainNames, mappingsOf, noBasePath } from "../apigateway/index.ts";
import type { Address } from "./address.ts";
import type { WireRequest } from "./wire.ts";

/** Addresses and names without a dot, which no custom domain name is. */
const plain = /^(?:[\d.]+|[^.:]+|\[.*\])(?::\d{1,5})?$/;

/** Where a request leads whose host is a custom domain name: to the API of its base path, and never to anything
 * else of this AWS. Undefined for every other host. */
export function atCustomDomain(account: Account, { headers, path }: WireRequest): Address | undefined {
  const { host = "" } = headers;
  if (plain.test(host) || !hasDomainNames(account)) return undefined;
  const name = /^([^:]+?)\.?(?::\d{1,5})?$/.exec(host)?.[1]?.toLowerCase();
  const mappings = name === undefined ? undefined : mappingsOf(account, name);
  if (name === undefined || mappings === undefined) return undefined;
  // A base path has one level.
  const mapping = mappings.get(path.split("/", 2)[1] ?? "") ?? mappings.get(noBasePath);
  const domain = { name, path, basePath: mapping?.basePath };
  if (mapping === undefined) return { type: "invoke", apiId: "", stage: "", path, domain };
  const { restApiId: apiId, basePath, stage } = mapping;
  const rest = basePath === noBasePath ? path : path.slice(basePath.length + 1);
  if (stage !== undefined) return { type: "invoke", apiId, stage, path: rest, domain };
  const [, named = "", below = ""] = /^\/([^/]*)(\/.*)?$/.exec(rest) ?? [];
  return { type: "invoke", apiId, stage: named, path: below, domain };
}
