import { paginateGetApiKeys, paginateGetRestApis, paginateGetUsagePlans } from "@aws-sdk/client-api-gateway";
import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { DescribeLimitsCommand } from "@aws-sdk/client-kinesis";
import type { Clients } from "../../aws/clients.ts";

/** How much of something the account has, and how much it may have. */
export interface Usage {
  readonly what: string;
  readonly used: number;
  readonly most: number;
}

/** Roles and policies of the account. */
export async function iamUsage({
  iam,
}: Pick<Clients, "iam">): Promise<{ readonly roles: Usage; readonly policies: Usage }> {
  const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
  const usage = (what: string, used: number | undefined, most: number | undefined): Usage => ({
    what,
    used: used ?? 0,
    most: most ?? Infinity,
  });
  return {
    roles: usage("IAM roles", SummaryMap["Roles"], SummaryMap["RolesQuota"]),
    policies: usage("IAM policies", SummaryMap["Policies"], SummaryMap["PoliciesQuota"]),
  };
}

/** Open shards and on-demand streams of the region. */
export async function streamUsage({
  kinesis,
}: Pick<Clients, "kinesis">): Promise<{ readonly shards: Usage; readonly onDemand: Usage }> {
  const limits = await kinesis.send(new DescribeLimitsCommand({}));
  return {
    shards: { what: "shards", used: limits.OpenShardCount ?? 0, most: limits.ShardLimit ?? Infinity },
    onDemand: {
      what: "on-demand streams",
      used: limits.OnDemandStreamCount ?? 0,
      most: limits.OnDemandStreamCountLimit ?? Infinity,
    },
  };
}

/** What AWS documents of API Gateway; it has no call that tells.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const gatewayMost = { apis: 600, keys: 10_000, plans: 300 } as const;

/** REST APIs that are REGIONAL, and all by name. */
export async function apiUsage({
  apigateway,
}: Pick<Clients, "apigateway">): Promise<{ readonly apis: Usage; readonly names: readonly NamedApi[] }> {
  let used = 0;
  const names: NamedApi[] = [];
  for await (const { items = [] } of paginateGetRestApis({ client: apigateway, pageSize: 500 }, {}))
    for (const { id = "", name = "", tags = {}, endpointConfiguration } of items) {
      if (endpointConfiguration?.types?.includes("REGIONAL") === true) used += 1;
      names.push({ id, name, tags });
    }
  return { apis: { what: "regional REST APIs", used, most: gatewayMost.apis }, names };
}

/** A REST API of the account. */
export interface NamedApi {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** API keys and usage plans. */
export async function keyUsage({
  apigateway,
}: Pick<Clients, "apigateway">): Promise<{ readonly keys: Usage; readonly plans: Usage }> {
  const [keys, plans] = await Promise.all([
    counted(paginateGetApiKeys({ client: apigateway, pageSize: 500 }, {})),
    counted(paginateGetUsagePlans({ client: apigateway, pageSize: 500 }, {})),
  ]);
  return {
    keys: { what: "API keys", used: keys, most: gatewayMost.keys },
    plans: { what: "usage plans", used: plans, most: gatewayMost.plans },
  };
}

async function counted(pages: AsyncIterable<{ readonly items?: readonly unknown[] | undefined }>): Promise<number> {
  let count = 0;
  for await (const { items = [] } of pages) count += items.length;
  return count;
}
