import {
  CreateRestApiCommand,
  TagResourceCommand,
  UpdateRestApiCommand,
  type CreateRestApiCommandInput,
  type PatchOperation,
  type RestApi,
} from "@aws-sdk/client-api-gateway";
import { apiIds, tagDrift, type ApiFound } from "./api-found.ts";
import { harmlessTypes, sorted, typeChanges, words } from "./binary-types.ts";
import { restApiArn } from "../../aws/arns.ts";
import { foreignParts } from "./foreign-parts.ts";
import { createOnce } from "../../aws/create-once.ts";
import { recallOf, recallTags, recallTagsButStage, writeRecallTags } from "../ours/recall.ts";
import { isDeployed, ourApis } from "../ours/own-apis.ts";
import { apiById, ownApi, removeApi, rootResourceOf } from "./rest-apis.ts";
import { IMPORTED_TAG, importedTags, OWNER_TAG, ownerTags } from "../../aws/tags.ts";
import { rivalOf } from "../ours/duplicates.ts";
import type { Context } from "../context.ts";
import { defineStep, type Change } from "../../engine/step/define-step.ts";
import type { Ours } from "../../engine/step/step.ts";
import { binaryTypes } from "../../mapping/content-types.ts";
import { UNMADE } from "../unmade.ts";

/** The REGIONAL REST API and its root resource. */
export const api = defineStep({
  name: "api",
  command: "create-api",
  noun: "REST API",
  after: [],
  tidies: true,
  ids: apiIds,
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `REST API ${config.apiId ?? config.apiName}`,

  wanted({ config }, found) {
    // Types of other routes belong to an API that was taken over.
    const typesAsked = found.adopted !== true && (config.accept !== undefined || found.imported !== true);
    const types = typesAsked ? binaryTypes(config.accept ?? []).join(" ") : harmlessTypes(found, config);
    if (found.adopted === true) return { "binary media types": types };
    return {
      "endpoint type": "REGIONAL",
      "binary media types": types,
      "api key source": config.apiKey === true ? "HEADER" : undefined,
      tags: found.ids.tagless === true ? undefined : recallTagsButStage(config),
      // What was taken over keeps its name.
      "api-name": found.imported === true ? undefined : config.apiName,
    };
  },

  async find(ctx: Context): Promise<ApiFound | undefined> {
    const { apiId } = ctx.config;
    if (apiId !== undefined) {
      const named = await apiById(ctx, apiId);
      return named && seen(named, ctx);
    }
    const found = await ownApi(ctx, ctx.state.get(api)?.id);
    return found === undefined ? undefined : seen(found, ctx);
  },

  async create(ctx): Promise<ApiFound | undefined> {
    const command = new CreateRestApiCommand(newApi(ctx));
    const made = await createOnce<RestApi>(ctx, "CreateRestApi", {
      create: () => ctx.clients.apigateway.send(command),
      look: async () => (await ourApis(ctx))[0],
    });
    const inUse = (one: RestApi): Promise<boolean | undefined> => isDeployed(ctx, one);
    if ((await rivalOf(ctx, made, { list: () => ourApis(ctx), inUse })) === undefined)
      return { ...(await seen(made, ctx)), ours: true };
    await removeApi(ctx, made.id ?? "");
    return undefined;
  },

  compare: {
    // AWS lists several in any order.
    "endpoint type": (wanted, actual) => actual.split(", ").includes(wanted),
    "binary media types": (wanted, actual) => sorted(wanted) === sorted(actual),
    tags: tagDrift,
  },

  change: {
    "endpoint type": patching(({ facts }) => {
      const [type] = facts["endpoint type"].split(", ");
      return [{ op: "replace", path: `/endpointConfiguration/types/${type}`, value: "REGIONAL" }];
    }),
    async "binary media types"(found, ctx) {
      const types = binaryTypes(ctx.config.accept ?? []);
      await patch(found, ctx, typeChanges(words(found.facts["binary media types"]), types, ctx));
      return { ...found, facts: { ...found.facts, "binary media types": types.join(" ") } };
    },
    "api key source": patching(() => [{ op: "replace", path: "/apiKeySource", value: "HEADER" }]),
    async tags(found, ctx) {
      const tagged = await writeRecallTags(ctx, found.ids.id);
      const tags = { ...found.facts.tags, ...recallTagsButStage(ctx.config) };
      return { ...found, facts: { ...found.facts, tags }, ...(!tagged && { ids: { ...found.ids, tagless: true } }) };
    },
    "api-name": patching((_found, { config }) => [{ op: "replace", path: "/name", value: config.apiName }]),
  },

  async adopt({ ids }, ctx) {
    const tags = { ...ownerTags(ctx.config.name), ...recallTags(ctx.config), ...importedTags };
    await ctx.clients.apigateway.send(new TagResourceCommand({ resourceArn: restApiArn(ctx, ids.id), tags }));
  },

  async veto({ type }, found, ctx) {
    const { apiId, region } = ctx.config;
    if (type === "create" && apiId !== undefined)
      return {
        why: `There is no REST API ${apiId} in ${region}.`,
        hint: "Look for it with `aws apigateway get-rest-apis`.",
        needs: [],
      };
    if (type !== "remove" || found === undefined || ctx.consent.has("others")) return undefined;
    const parts = await foreignParts(ctx, found);
    if (parts.length === 0) return undefined;
    const list = parts.join(", ");
    return {
      why: `others have put ${list} into it`,
      needs: ["others"],
      loss: `${list}, which others have put into it`,
    };
  },

  async remove(found, ctx) {
    await removeApi(ctx, found.ids.id);
  },

  async ours(ctx): Promise<readonly Ours<ApiFound>[]> {
    return Promise.all(
      (await ourApis(ctx)).map(async (one) => ({
        title: `REST API ${one.name} (${one.id})`,
        found: await seen(one, ctx),
      })),
    );
  },

  foresee: (ctx) => seen({ ...newApi(ctx), id: UNMADE, rootResourceId: UNMADE }, ctx),
});

/** The REST API as it is made. */
export function newApi({ config }: Pick<Context, "config">) {
  const types = binaryTypes(config.accept ?? []);
  return {
    name: config.apiName,
    description: `Puts records into the Kinesis stream ${config.streamName}`,
    endpointConfiguration: { types: ["REGIONAL" as const] },
    ...(types.length > 0 && { binaryMediaTypes: [...types] }),
    // In the creating call: the process may die before it has written down the id that AWS chose.
    tags: { ...ownerTags(config.name), ...recallTags(config) },
  } satisfies CreateRestApiCommandInput;
}

function patching(operations: (found: ApiFound, ctx: Context) => readonly PatchOperation[]): Change<ApiFound, Context> {
  return (found, ctx) => patch(found, ctx, operations(found, ctx));
}

async function patch({ ids }: ApiFound, { clients }: Context, operations: readonly PatchOperation[]): Promise<void> {
  const command = new UpdateRestApiCommand({ restApiId: ids.id, patchOperations: [...operations] });
  await clients.apigateway.send(command);
}

async function seen(one: RestApi, ctx: Context): Promise<ApiFound> {
  const id = one.id ?? "";
  const ours = one.tags?.[OWNER_TAG] === ctx.config.name;
  const before = ctx.state.get(api);
  const tagless = before?.id === id && before.tagless === true;
  return {
    ids: { id, rootResourceId: one.rootResourceId ?? (await rootResourceOf(ctx, id)), ...(tagless && { tagless }) },
    ours,
    imported: one.tags?.[IMPORTED_TAG] === "true",
    ...(!ours && { owner: one.tags?.[OWNER_TAG] }),
    adopted: ctx.config.apiId === id && !ours,
    facts: {
      "endpoint type": (one.endpointConfiguration?.types ?? []).join(", "),
      "binary media types": (one.binaryMediaTypes ?? []).join(" "),
      "api key source": one.apiKeySource ?? "HEADER",
      tags: recallOf(ctx.config, one.tags),
      "api-name": one.name ?? "",
    },
  };
}
