import {
  CreateRestApiCommand,
  TagResourceCommand,
  UpdateRestApiCommand,
  type PatchOperation,
  type RestApi,
} from "@aws-sdk/client-api-gateway";
import { foreignParts } from "./foreign-parts.ts";
import { unlessUnknown } from "../../aws/unless-unsupported.ts";
import { once } from "../../aws/create-once.ts";
import { recallOf, recallTags, recallTagsButStage } from "../../aws/recall.ts";
import { isDeployed, ourApis } from "../ours/own-apis.ts";
import { apiById, ownApi, removeApi, rootResourceOf } from "./rest-apis.ts";
import { IMPORTED_TAG, importedTags, OWNER_TAG, ownerTags } from "../../aws/tags.ts";
import { rivalOf } from "../ours/twins.ts";
import { flag, optional, text } from "../../engine/check.ts";
import type { Config, Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Found } from "../../engine/found.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { binaryTypes, bytesIn, JSON_TYPES, textual } from "../../mapping/content-types.ts";
import { PROBE_TYPE } from "../../mapping/request/probe.ts";
import { UNMADE } from "../unmade.ts";

/** The REGIONAL REST API and its root resource. */
export const api: Step<"api", Found["api"], Context> = plainStep<"api", Found["api"], Context>({
  name: "api",
  command: "create-api",
  noun: "REST API",
  after: [],
  tidies: true,
  ids: { id: text, rootResourceId: text, tagless: optional(flag) },
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `REST API ${config.apiId ?? config.apiName}`,

  async find(ctx) {
    const { apiId } = ctx.config;
    if (apiId !== undefined) {
      const named = await apiById(ctx, apiId);
      return named && seen(named, ctx);
    }
    const found = await ownApi(ctx);
    return found === undefined ? undefined : seen(found, ctx);
  },

  async create(ctx) {
    const { clients, config } = ctx;
    const command = new CreateRestApiCommand({
      name: config.apiName,
      description: `Puts records into the Kinesis stream ${config.streamName}`,
      endpointConfiguration: { types: ["REGIONAL"] },
      ...(binary(ctx).length > 0 && { binaryMediaTypes: [...binary(ctx)] }),
      // In the creating call: the process may die before it has written down the id that AWS chose.
      tags: { ...ownerTags(config.name), ...recallTags(config) },
    });
    const made = await once<RestApi>(ctx, "CreateRestApi", {
      create: () => clients.apigateway.send(command),
      look: async () => (await ourApis(ctx))[0],
    });
    const inUse = (one: RestApi): Promise<boolean | undefined> => isDeployed(ctx, one);
    if ((await rivalOf(ctx, made, { list: () => ourApis(ctx), inUse })) === undefined)
      return { ...(await seen(made, ctx)), ours: true };
    await removeApi(ctx, made.id ?? "");
    return undefined;
  },

  drift(found, { config }) {
    if (found.adopted === true) return bytesDrift(found, config);
    // Types of other routes belong to an API that was taken over.
    const asked = config.accept !== undefined || found.imported !== true;
    const drift: Drift[] = asked ? [] : [...bytesDrift(found, config)];
    if (!found.endpointTypes.includes("REGIONAL"))
      drift.push({ field: "endpoint type", wanted: "REGIONAL", actual: found.endpointTypes.join(", ") });
    const wanted = binaryTypes(config.accept ?? []);
    if (asked && [...wanted].sort().join() !== [...found.binaryMediaTypes].sort().join())
      drift.push({ field: "binary media types", wanted: wanted.join(" "), actual: found.binaryMediaTypes.join(" ") });
    if (config.apiKey === true && found.apiKeySource !== "HEADER")
      drift.push({ field: "api key source", wanted: "HEADER", actual: found.apiKeySource });
    const recall = found.ids.tagless === true ? {} : recallTagsButStage(config);
    if (Object.entries(recall).some(([tag, value]) => found.recall[tag] !== value))
      drift.push({ field: "tags", wanted: recall, actual: found.recall });
    // What was taken over keeps its name.
    if (found.name !== config.apiName && found.imported !== true)
      drift.push({ field: "api-name", wanted: config.apiName, actual: found.name });
    return drift;
  },

  async mend(found, drift, ctx) {
    const { apigateway } = ctx.clients;
    const restApiId = found.ids.id;
    const tagged = drift.some(({ field }) => field === "tags") ? await tag(ctx, restApiId) : true;
    const patchOperations = drift.flatMap(({ field }) => repairs[field]?.(found, ctx) ?? []);
    if (patchOperations.length > 0) await apigateway.send(new UpdateRestApiCommand({ restApiId, patchOperations }));
    return {
      ...found,
      name: ctx.config.apiName,
      endpointTypes: ["REGIONAL"],
      apiKeySource: "HEADER",
      binaryMediaTypes: drift.some(({ field }) => field === "binary media types")
        ? binary(ctx)
        : found.binaryMediaTypes,
      recall: { ...found.recall, ...recallTagsButStage(ctx.config) },
      ...(!tagged && { ids: { ...found.ids, tagless: true } }),
    };
  },

  async adopt({ ids }, ctx) {
    const tags = { ...ownerTags(ctx.config.name), ...recallTags(ctx.config), ...importedTags };
    await ctx.clients.apigateway.send(new TagResourceCommand({ resourceArn: arnOf(ctx, ids.id), tags }));
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

  async ours(ctx) {
    return Promise.all(
      (await ourApis(ctx)).map(async (one) => ({
        title: `REST API ${one.name} (${one.id})`,
        found: await seen(one, ctx),
      })),
    );
  },

  async foresee({ config }) {
    return {
      ids: { id: UNMADE, rootResourceId: UNMADE },
      ours: true,
      name: config.apiName,
      endpointTypes: ["REGIONAL"],
      binaryMediaTypes: binaryTypes(config.accept ?? []),
      apiKeySource: "HEADER",
      recall: recallTags(config),
    };
  },
});

type Repair = (found: Found["api"], ctx: Context) => PatchOperation[];

const repairs: Readonly<Record<string, Repair>> = {
  "api-name": (_found, { config }) => [{ op: "replace", path: "/name", value: config.apiName }],
  "api key source": () => [{ op: "replace", path: "/apiKeySource", value: "HEADER" }],
  "endpoint type": (found) => [
    { op: "replace", path: `/endpointConfiguration/types/${found.endpointTypes[0]}`, value: "REGIONAL" },
  ],
  "binary media types": (found, ctx) => {
    const wanted = binary(ctx);
    const change = (op: "add" | "remove", type: string): PatchOperation => ({
      op,
      path: `/binaryMediaTypes/${type.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      // AWS takes the type from the path. Some emulators take it from here.
      ...(ctx.config.endpoint !== undefined && { value: type }),
    });
    return [
      ...found.binaryMediaTypes.filter((one) => !wanted.includes(one)).map((one) => change("remove", one)),
      ...wanted.filter((one) => !found.binaryMediaTypes.includes(one)).map((one) => change("add", one)),
    ];
  },
};

/** An API that takes for bytes what is text to this proxy answers 500: a template cannot read bytes. */
function bytesDrift({ binaryMediaTypes }: Found["api"], { accept = JSON_TYPES, batchPath }: Config): readonly Drift[] {
  const types = [...(batchPath ? [...accept, ...JSON_TYPES] : accept).filter(textual), PROBE_TYPE];
  const [first] = bytesIn(binaryMediaTypes, types);
  if (first === undefined) return [];
  const wanted = `nothing that covers ${first}`;
  return [{ field: "binary media types", wanted, actual: binaryMediaTypes.join(" ") }];
}

function binary({ config }: Context): readonly string[] {
  return binaryTypes(config.accept ?? []);
}

/** false at an endpoint that gives a REST API its tags once and for all. */
async function tag(ctx: Context, restApiId: string): Promise<boolean> {
  const command = new TagResourceCommand({ resourceArn: arnOf(ctx, restApiId), tags: recallTagsButStage(ctx.config) });
  if ((await unlessUnknown(ctx, () => ctx.clients.apigateway.send(command))) !== undefined) return true;
  const text = `${ctx.config.endpoint} does not have TagResource: without its state file, this proxy is looked for where it was at first.`;
  ctx.report.event({ type: "warning", text });
  return false;
}

function arnOf({ identity, config }: Context, restApiId: string): string {
  return `arn:${identity.partition}:apigateway:${config.region}::/restapis/${restApiId}`;
}

async function seen(one: RestApi, ctx: Context): Promise<Found["api"]> {
  const id = one.id ?? "";
  const ours = one.tags?.[OWNER_TAG] === ctx.config.name;
  const before = ctx.state.get("api");
  const tagless = before?.id === id && before.tagless === true;
  return {
    ids: { id, rootResourceId: one.rootResourceId ?? (await rootResourceOf(ctx, id)), ...(tagless && { tagless }) },
    ours,
    imported: one.tags?.[IMPORTED_TAG] === "true",
    ...(!ours && { owner: one.tags?.[OWNER_TAG] }),
    adopted: ctx.config.apiId === id && !ours,
    name: one.name ?? "",
    endpointTypes: one.endpointConfiguration?.types ?? [],
    binaryMediaTypes: one.binaryMediaTypes ?? [],
    apiKeySource: one.apiKeySource ?? "HEADER",
    recall: recallOf(ctx.config, one.tags),
  };
}
