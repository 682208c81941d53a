import { DeleteApiKeyCommand, GetApiKeyCommand, paginateGetApiKeys, type ApiKey } from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import { oldestFirst } from "./oldest-first.ts";
import { unless } from "../../aws/faults.ts";
import { allItems, pageSize } from "./list-ours.ts";
import { OWNER_TAG } from "../../aws/tags.ts";

const missing = ["NotFoundException"];

/** The tag of a key that a rotation has made: the id of the key that it replaces. */
export const REPLACES_TAG = "kinesis-proxy-replaces";

/** The API keys with our tag, the oldest first. AWS does not say whether the list of keys tells tags: of those that may be ours by
 * their name or by the state file, and show none, each is asked for. */
export async function ourKeys(ctx: Context, knownId: string | undefined): Promise<readonly ApiKey[]> {
  const { apigateway } = ctx.clients;
  const { name, apiName } = ctx.config;
  const all = await allItems(paginateGetApiKeys({ client: apigateway, pageSize }, {}));
  const known = knownId || undefined;
  const mayBe = ({ id, tags, name: called }: ApiKey): boolean =>
    tags?.[OWNER_TAG] === name || (hasNone(tags) && (id === known || called === apiName));
  const unlisted: readonly ApiKey[] = known === undefined || all.some(({ id }) => id === known) ? [] : [{ id: known }];
  const looks = [...all.filter(mayBe), ...unlisted].map((one) => (hasNone(one.tags) ? keyOf(ctx, one.id) : one));
  return oldestFirst((await Promise.all(looks)).filter((one) => one?.tags?.[OWNER_TAG] === name) as ApiKey[]);
}

/** The key of that id; undefined when there is none. */
export function keyOf(ctx: Context, apiKey: string | undefined): Promise<ApiKey | undefined> {
  return unless(missing, () => ctx.clients.apigateway.send(new GetApiKeyCommand({ apiKey })));
}

export async function removeKey(ctx: Context, apiKey: string): Promise<void> {
  await unless(missing, () => ctx.clients.apigateway.send(new DeleteApiKeyCommand({ apiKey })));
}

function hasNone(tags: ApiKey["tags"]): boolean {
  return Object.keys(tags ?? {}).length === 0;
}
