import { maybe, text } from "../../engine/step/check.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Drift } from "../../engine/errors.ts";
import { sameValue } from "../../engine/same-json.ts";
import type { Found } from "../../engine/step/found.ts";
import { sameSchema } from "../../engine/same-schema.ts";
import type { Step } from "../../engine/step/step.ts";
import { api } from "../api/api.ts";
import { UNMADE } from "../unmade.ts";
import { createModel, findModel, MODEL, removeModel, updateModel } from "./calls/model.ts";
import {
  findRefusal,
  putRefusal,
  removeRefusal,
  usualRefusal,
  wantedRefusal,
  type Refusal,
} from "./calls/schema-refusal.ts";
import { SCHEMA_REFUSAL } from "../../mapping/response/schema-refusal.ts";
import { releaseModel } from "./release-model.ts";
import { createValidator, findValidators, removeValidator, validateBodies } from "./calls/validators.ts";

/** The model and the validator that are there. */
export interface FoundSchema extends Found {
  /** `model`: "" for a second validator, which no method uses. `validatorId`: "" for none. */
  readonly ids: { readonly model: string; readonly validatorId: string };
  readonly facts: {
    /** JSON Schema text; "" without a model. */
    readonly schema: string;
    /** What the validator looks at. */
    readonly "request validator": "body" | "nothing" | "missing";
    /** What a body that does not fit is answered with. */
    readonly refusal: Refusal;
  };
}

/** What a body must look like to be let through: a model (JSON Schema draft 4) and the validator that applies it. */
export const schema: Step<"schema", FoundSchema, Context> = defineStep({
  name: "schema",
  command: "put-method",
  noun: "model",
  after: ["api"],
  within: "api",
  tidies: true,
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],
  ids: { model: text, validatorId: maybe },

  title: () => "Model and request validator",

  asked: ({ config }) => (config.schema === undefined ? undefined : config.schema !== ""),

  wanted: (ctx: Context, { facts }: FoundSchema) => ({
    schema: ctx.config.schema,
    "request validator": "body" as const,
    refusal: facts.refusal && wantedRefusal(ctx),
  }),

  compare: {
    schema: sameSchema,
    "request validator": (wanted, actual) => {
      const missing = [{ field: "request validator", wanted: "there", actual: "missing" }];
      return actual === "missing" ? missing : actual === wanted;
    },
    refusal: refusalDrift,
  },

  async find(ctx: Context): Promise<FoundSchema | undefined> {
    const { ids, ours } = need(ctx, api);
    const [model, [validator]] = await Promise.all([findModel(ctx, ids.id), findValidators(ctx, ids.id)]);
    if (model === undefined && validator === undefined) return undefined;
    const refusal = await findRefusal(ctx, ids.id);
    const validates = validator?.validateRequestBody === true ? "body" : "nothing";
    return {
      ids: { model: MODEL, validatorId: validator?.id ?? "" },
      ours,
      facts: { schema: model ?? "", "request validator": validator === undefined ? "missing" : validates, refusal },
    };
  },

  async create(ctx) {
    return found(ctx, await createValidator(ctx, need(ctx, api).ids.id), "", usualRefusal);
  },

  change: {
    async schema({ facts }, ctx) {
      const put = facts.schema === "" ? createModel : updateModel;
      await put(ctx, need(ctx, api).ids.id, ctx.config.schema ?? "");
    },
    async "request validator"({ ids, facts }, ctx) {
      const restApiId = need(ctx, api).ids.id;
      if (ids.validatorId === "") return found(ctx, await createValidator(ctx, restApiId), facts.schema, facts.refusal);
      return validateBodies(ctx, restApiId, ids.validatorId);
    },
    async refusal(found, ctx) {
      const refusal = await putRefusal(ctx, need(ctx, api).ids.id);
      return { ...found, facts: { ...found.facts, refusal } };
    },
  },

  async remove({ ids, facts }, ctx) {
    const restApiId = need(ctx, api).ids.id;
    if (ids.model === "") return removeValidator(ctx, restApiId, ids.validatorId);
    const validators = (await findValidators(ctx, restApiId)).map(({ id = "" }) => id);
    await releaseModel(ctx, validators);
    await removeModel(ctx, restApiId);
    await removeRefusal(ctx, restApiId, facts.refusal);
    for (const id of validators) await removeValidator(ctx, restApiId, id);
  },

  async ours(ctx) {
    const [holder, used] = [ctx.known.get(api), ctx.known.get(schema)];
    if (holder === undefined || used === undefined || used.ids.validatorId === UNMADE) return [];
    return (await findValidators(ctx, holder.ids.id)).map(({ id = "" }) => ({
      title: `Request validator ${id} of REST API ${holder.facts["api-name"]} (${holder.ids.id})`,
      found: { ...found(ctx, id, "", undefined), ids: { model: "", validatorId: id } },
    }));
  },

  async foresee(ctx) {
    return found(ctx, UNMADE, ctx.config.schema ?? "", wantedRefusal(ctx));
  },
});

function found(ctx: Context, validatorId: string, text: string, refusal: Refusal): FoundSchema {
  const ids = { model: MODEL, validatorId };
  return { ids, ours: need(ctx, api).ours, facts: { schema: text, "request validator": "body", refusal } };
}

function refusalDrift(asked: Refusal, actual: Refusal): boolean | readonly Drift[] {
  const [wanted = "", seen = ""] = [asked, actual].map((one) => one?.responseTemplates["application/json"]);
  return (
    sameValue(asked, actual) || [
      { field: `gateway response ${SCHEMA_REFUSAL}`, wanted, actual: wanted === seen ? "other headers" : seen },
    ]
  );
}
