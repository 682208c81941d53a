import { CreateApiKeyCommand, type ApiKey } from "@aws-sdk/client-api-gateway";
import { createOnce } from "../../aws/create-once.ts";
import { ownerTags } from "../../aws/tags.ts";
import type { Context } from "../context.ts";
import { ourKeys, removeKey, REPLACES_TAG } from "../ours/own-keys.ts";
import { rivalOf } from "../ours/duplicates.ts";
import { isPlanned } from "../ours/usage-plans.ts";

/** A key that is there now. */
export interface MadeKey {
  readonly id: string;
  /** This run has made it; else another run did at the same moment. */
  readonly made: boolean;
}

/** Makes a key, or the one that replaces the key of that id; another run's, where one was made at the same moment, is used
 * instead. What it replaces is written down in the creating call: a rotation is unfinished for as long as AWS has both. */
export async function makeKey(ctx: Context, knownId: string | undefined, replaces?: string): Promise<MadeKey> {
  const { name, apiName } = ctx.config;
  const tags = { ...ownerTags(name), ...(replaces !== undefined && { [REPLACES_TAG]: replaces }) };
  const command = new CreateApiKeyCommand({ name: apiName, enabled: true, tags });
  const list = async (): Promise<readonly ApiKey[]> => {
    const all = await ourKeys(ctx, knownId);
    return replaces === undefined ? all : all.filter(({ tags = {} }) => tags[REPLACES_TAG] === replaces);
  };
  const made = await createOnce<ApiKey>(ctx, "CreateApiKey", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await list())[0],
  });
  const id = made.id ?? "";
  const other = await rivalOf(ctx, made, { list, inUse: (one) => isPlanned(ctx, one) });
  if (other?.id === undefined) return { id, made: true };
  await removeKey(ctx, id);
  return { id: other.id, made: false };
}
