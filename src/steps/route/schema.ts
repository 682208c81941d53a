import {
  CreateModelCommand,
  CreateRequestValidatorCommand,
  DeleteModelCommand,
  DeleteRequestValidatorCommand,
  GetModelCommand,
  GetRequestValidatorsCommand,
  UpdateModelCommand,
  UpdateRequestValidatorCommand,
  type RequestValidator,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import { instead } from "../../aws/unless-unsupported.ts";
import { markOf } from "../ours/route-mark.ts";
import { once } from "../../aws/create-once.ts";
import { ownMark } from "../ours/own-stages.ts";
import { repairMethod } from "./repair-method.ts";
import { allResources } from "../ours/resources.ts";
import { findMethod } from "./route-method.ts";
import { maybe, text } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Found } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { sameSchema } from "../../engine/same-schema.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { api } from "../api/api.ts";
import { UNMADE } from "../unmade.ts";

const missing = ["NotFoundException"];
/** API Gateway takes letters and digits only. */
const modelName = "KinesisProxyEvent";
const validatorName = "kinesis-proxy";

/** What a body must look like to be let through: a model (JSON Schema draft 4) and the validator that applies it. */
export const schema: Step<"schema", Found["schema"], Context> = plainStep<"schema", Found["schema"], Context>({
  name: "schema",
  command: "put-method",
  noun: "model",
  after: ["api"],
  within: "api",
  tidies: true,
  ids: { model: text, validatorId: maybe },
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PATCH", "apigateway:DELETE"],

  title: () => "Model and request validator",

  asked: ({ config }) => (config.schema === undefined ? undefined : config.schema !== ""),

  async find(ctx) {
    const restApiId = need(ctx, api).ids.id;
    const { apigateway } = ctx.clients;
    const [model, validator] = await Promise.all([
      unless(missing, () => apigateway.send(new GetModelCommand({ restApiId, modelName }))),
      validatorOf(ctx),
    ]);
    if (model === undefined && validator === undefined) return undefined;
    return {
      ids: { model: modelName, validatorId: validator?.id ?? "" },
      ours: need(ctx, api).ours,
      schema: model?.schema,
      validatesBody: validator?.validateRequestBody ?? false,
    };
  },

  async create(ctx) {
    const validatorId = await createValidator(ctx);
    return {
      ids: { model: modelName, validatorId },
      ours: need(ctx, api).ours,
      schema: undefined,
      validatesBody: true,
    };
  },

  drift(found, { config }) {
    const drift: Drift[] = [];
    if (found.schema === undefined || !sameSchema(found.schema, config.schema ?? ""))
      drift.push({ field: "schema", wanted: config.schema, actual: found.schema ?? "" });
    if (found.ids.validatorId === "") drift.push({ field: "request validator", wanted: "there", actual: "missing" });
    else if (!found.validatesBody) drift.push({ field: "request validator", wanted: "body", actual: "nothing" });
    return drift;
  },

  async mend(found, _drift, ctx) {
    const restApiId = need(ctx, api).ids.id;
    const { apigateway } = ctx.clients;
    const text = ctx.config.schema ?? "";
    if (found.schema === undefined) await createModel(ctx);
    else if (!sameSchema(found.schema, text)) {
      const patchOperations = [{ op: "replace" as const, path: "/schema", value: text }];
      await instead<unknown>(
        ctx,
        () => apigateway.send(new UpdateModelCommand({ restApiId, modelName, patchOperations })),
        async () => {
          await apigateway.send(new DeleteModelCommand({ restApiId, modelName }));
          await createModel(ctx);
        },
      );
    }
    let { validatorId } = found.ids;
    if (validatorId === "") validatorId = await createValidator(ctx);
    else if (!found.validatesBody) {
      const patchOperations = [{ op: "replace" as const, path: "/validateRequestBody", value: "true" }];
      await apigateway.send(
        new UpdateRequestValidatorCommand({ restApiId, requestValidatorId: validatorId, patchOperations }),
      );
    }
    return { ...found, ids: { model: modelName, validatorId }, schema: text, validatesBody: true };
  },

  async remove({ ids }, ctx) {
    const restApiId = need(ctx, api).ids.id;
    // A second one, which no method has.
    if (ids.model === "") return removeValidator(ctx, ids.validatorId);
    const { apigateway } = ctx.clients;
    const validators = (await validatorsOf(ctx)).map(({ id = "" }) => id);
    await release(validators, ctx);
    await unless(missing, () => apigateway.send(new DeleteModelCommand({ restApiId, modelName })));
    for (const id of validators) await removeValidator(ctx, id);
  },

  async ours(ctx) {
    const [holder, used] = [ctx.known.get("api"), ctx.known.get("schema")];
    if (holder === undefined || used === undefined || used.ids.validatorId === UNMADE) return [];
    return (await validatorsOf(ctx)).map(({ id = "" }) => ({
      title: `Request validator ${id} of REST API ${holder.name} (${holder.ids.id})`,
      found: { ids: { model: "", validatorId: id }, ours: true, schema: undefined, validatesBody: true },
    }));
  },

  async foresee(ctx) {
    const ids = { model: modelName, validatorId: UNMADE };
    return { ids, ours: need(ctx, api).ours, schema: ctx.config.schema, validatesBody: true };
  },
});

/** API Gateway does not delete a model or a validator that a method still has: they go off each route of ours, wherever it is. */
async function release(validators: readonly string[], ctx: Context): Promise<void> {
  const { ids, ours } = need(ctx, api);
  for (const { id: resourceId = "", resourceMethods = {} } of await allResources(ctx, ids.id))
    for (const [httpMethod, { operationName }] of Object.entries(resourceMethods)) {
      if (!ours && operationName !== markOf(ctx, "put")) continue;
      const at = { restApiId: ids.id, resourceId, httpMethod };
      const seen = await findMethod(ctx, at);
      if (seen === undefined) continue;
      const left = Object.entries(seen.models).filter(([, name]) => name !== modelName);
      const validates = validators.includes(seen.validatorId);
      if (!validates && left.length === Object.keys(seen.models).length) continue;
      const others = { models: Object.fromEntries(left), validatorId: validates ? "" : seen.validatorId };
      const { authorization, operationName: mark } = seen;
      await repairMethod(
        ctx,
        at,
        { operationName: mark, authorization, apiKey: undefined, ...others, responses: {} },
        seen,
      );
    }
}

/** Two runs at the same moment may make one each: all runs use the first. */
async function validatorOf(ctx: Context): Promise<RequestValidator | undefined> {
  return (await validatorsOf(ctx))[0];
}

async function validatorsOf(ctx: Context): Promise<readonly RequestValidator[]> {
  const command = new GetRequestValidatorsCommand({ restApiId: need(ctx, api).ids.id, limit: 500 });
  const list = await unless(missing, () => ctx.clients.apigateway.send(command));
  const named = (list?.items ?? []).filter(({ name }) => name === validatorName);
  return named.toSorted((one, other) => ((one.id ?? "") < (other.id ?? "") ? -1 : 1));
}

async function removeValidator(ctx: Context, requestValidatorId: string): Promise<void> {
  const command = new DeleteRequestValidatorCommand({ restApiId: need(ctx, api).ids.id, requestValidatorId });
  await unless(missing, () => ctx.clients.apigateway.send(command));
}

async function createModel(ctx: Context): Promise<void> {
  const command = new CreateModelCommand({
    restApiId: need(ctx, api).ids.id,
    name: modelName,
    contentType: "application/json",
    description: ownMark(ctx),
    schema: ctx.config.schema ?? "",
  });
  await unless(["ConflictException"], () => ctx.clients.apigateway.send(command));
}

async function createValidator(ctx: Context): Promise<string> {
  const command = new CreateRequestValidatorCommand({
    restApiId: need(ctx, api).ids.id,
    name: validatorName,
    validateRequestBody: true,
    validateRequestParameters: false,
  });
  const made = await once<RequestValidator>(ctx, "CreateRequestValidator", {
    create: () => ctx.clients.apigateway.send(command),
    look: () => validatorOf(ctx),
  });
  return made.id ?? "";
}
