import { fromTags } from "../../../settings/tags.ts";
import { entries } from "../../../settings/table.ts";
import type { ProxyApi, ProxyRole } from "../../../steps/ours/every-proxy.ts";

/** A proxy that somebody has in the account. */
export interface KnownProxy {
  readonly name: string;
  /** undefined for a role that does not tell its region. */
  readonly region: string | undefined;
  readonly streamName: string;
  /** undefined where there is no REST API, yet or any more. */
  readonly apiId: string | undefined;
  readonly stage: string | undefined;
  /** Where it takes requests; undefined while nothing is deployed. */
  readonly path: string | undefined;
  readonly createdAt: string | undefined;
}

/** The proxies with these REST APIs, and those that have only a role; by region and name. */
export function knownProxies(apis: readonly ProxyApi[], roles: readonly ProxyRole[]): readonly KnownProxy[] {
  const complete = apis.map(ofApi);
  const isSeen = ({ proxy, region }: ProxyRole): boolean =>
    complete.some((one) => one.name === proxy && (region === undefined || one.region === region));
  const partial = roles.filter((role) => !isSeen(role)).map(ofRole);
  return [...complete, ...partial].sort(
    (one, other) => compare(one.region ?? "", other.region ?? "") || compare(one.name, other.name),
  );
}

function ofApi({ proxy, region, apiId, tags, createdAt, stages }: ProxyApi): KnownProxy {
  const said = fromTags(tags);
  const stage = said.stage || entries.stage.default?.(proxy);
  const isDeployed = typeof stage === "string" && stages.includes(stage);
  return {
    name: proxy,
    region,
    streamName: said.streamName || proxy,
    apiId,
    stage: isDeployed ? stage : undefined,
    path: isDeployed ? said.path || "/" : undefined,
    createdAt: createdAt?.toISOString(),
  };
}

function ofRole({ proxy, region }: ProxyRole): KnownProxy {
  const none = { apiId: undefined, stage: undefined, path: undefined, createdAt: undefined };
  return { name: proxy, region, streamName: proxy, ...none };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
