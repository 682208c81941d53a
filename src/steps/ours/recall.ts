import { restApiArn } from "../../aws/arns.ts";
import { GetRestApiCommand, paginateGetRestApis, TagResourceCommand, type RestApi } from "@aws-sdk/client-api-gateway";
import type { Clients } from "../../aws/clients.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import { isForeign, unless } from "../../aws/faults.ts";
import { instead, unlessUnsupported } from "../../aws/unless-unsupported.ts";
import { pageSize } from "./list-ours.ts";
import { readAllowPolicy, unescapePolicy } from "../policies.ts";
import { OWNER_TAG } from "../../aws/tags.ts";

type Tagged = Pick<Config, "tags">;

/** The tags by which a REST API remembers settings: what is left of them when the state file is lost. */
export function recallTags({ tags }: Tagged): Readonly<Record<string, string>> {
  const said = Object.values(tags).filter(({ value }) => value !== "");
  return Object.fromEntries(said.map(({ name, value }) => [name, value]));
}

/** The same without the stage: its tag is moved on only once the old stage is gone. */
export function recallTagsButStage({ tags }: Tagged): Readonly<Record<string, string>> {
  const { [tags.stage.name]: _, ...others } = recallTags({ tags });
  return others;
}

/** Writes the settings but the stage into the tags; false at an endpoint that gives a REST API its tags once and for all. */
export async function writeRecallTags(ctx: Context, restApiId: string): Promise<boolean> {
  const command = new TagResourceCommand({
    resourceArn: restApiArn(ctx, restApiId),
    tags: recallTagsButStage(ctx.config),
  });
  if ((await unlessUnsupported(ctx, () => ctx.clients.apigateway.send(command))) !== undefined) return true;
  const text = `${ctx.config.endpoint} does not have TagResource: without its state file, this proxy is looked for where it was at first.`;
  ctx.report.event({ type: "warning", text });
  return false;
}

/** Writes down the stage. */
export async function recallStage(ctx: Context, restApiId: string): Promise<void> {
  const { clients, config } = ctx;
  const resourceArn = restApiArn(ctx, restApiId);
  const { name, value } = config.tags.stage;
  const command = new TagResourceCommand({ resourceArn, tags: { [name]: value } });
  await unlessUnsupported({ config }, () => clients.apigateway.send(command));
}

/** Only those tags, of all that an API has. */
export function recallOf(
  { tags }: Tagged,
  all: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const names = new Set(Object.values(tags).map(({ name }) => name));
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

/** What a proxy's REST API remembers of its settings. */
export interface Recalled {
  readonly tags: Readonly<Record<string, string>>;
  /** Who may call, where the API's policy is one of ours: forgotten, it would not follow when --auth changes. */
  readonly allow: readonly string[] | undefined;
}

/** Reads what the proxy's REST API remembers; undefined when there is no such API, at an endpoint without API Gateway, or for a
 * caller who may not look. */
export async function recall(
  clients: Clients,
  name: string,
  config: Pick<Config, "endpoint">,
  { sure = false }: { readonly sure?: boolean } = {},
): Promise<Recalled | undefined> {
  const look = () =>
    instead(
      { config },
      () => told(clients, name),
      (error) => {
        // Anything on the way may answer with a page. To go on would be to move an endpoint whose place was not read.
        if (sure && error instanceof Error && isForeign(error)) throw error;
        return undefined;
      },
    );
  return unless(["AccessDenied", "Unauthorized"], look);
}

async function told({ apigateway }: Clients, name: string): Promise<Recalled | undefined> {
  for await (const { items = [] } of paginateGetRestApis({ client: apigateway, pageSize }, {})) {
    const ours = items.find(({ tags }) => tags?.[OWNER_TAG] === name);
    if (ours !== undefined) return { tags: ours.tags ?? {}, allow: await allowedBy(apigateway, ours) };
  }
  return undefined;
}

async function allowedBy(apigateway: Clients["apigateway"], listed: RestApi): Promise<readonly string[] | undefined> {
  const { policy = "" } = listed.policy
    ? listed
    : await apigateway.send(new GetRestApiCommand({ restApiId: listed.id }));
  return readAllowPolicy(unescapePolicy(policy), listed.id)?.cidrs;
}
