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
import { unless } from "../aws/faults.ts";
import { instead } from "../aws/instead.ts";
import { once } from "../aws/once.ts";
import { repairMethod } from "../aws/repair-method.ts";
import { allResources, resourceAt } from "../aws/resources.ts";
import { findMethod } from "../aws/route-method.ts";
import type { Context } from "../core/context.ts";
import type { Drift } from "../core/errors.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { api } from "./api.ts";
import { UNMADE } from "./unmade.ts";

const missing = ["NotFoundException"];
/** API Gateway takes letters and digits only. */
const modelName = "KinesisProxyEvent";
const validatorName = "kinesis-proxy";

/** What a body must look like to be let through: a model (JSON Schema draft 4) and the validator that applies it. */
export const schema: Step<"schema"> = {
  name: "schema",
  command: "put-method",
  noun: "model",
  after: ["api"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PATCH", "apigateway:DELETE"],

  title: () => "Model and request validator",

  wanted: ({ config }) => (config.schema === undefined ? undefined : config.schema !== ""),

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
    const { ours } = need(ctx, api);
    const validatorId = await createValidator(ctx);
    return { ids: { model: modelName, validatorId }, ours, schema: undefined, validatesBody: true };
  },

  verify(found, { config }) {
    const drift: Drift[] = [];
    if (found.schema === undefined || !sameJson(found.schema, config.schema ?? ""))
      drift.push({ field: "schema", wanted: config.schema, actual: found.schema ?? "" });
    if (found.ids.validatorId === "") drift.push({ field: "request validator", wanted: "there", actual: "missing" });
    else if (!found.validatesBody) drift.push({ field: "request validator", wanted: "body", actual: "nothing" });
    return drift;
  },

  async repair(found, _drift, ctx) {
    const restApiId = need(ctx, api).ids.id;
    const { apigateway } = ctx.clients;
    const text = ctx.config.schema ?? "";
    if (found.schema === undefined) await createModel(ctx);
    else if (!sameJson(found.schema, text)) {
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

  async remove(found, ctx) {
    const restApiId = need(ctx, api).ids.id;
    const { apigateway } = ctx.clients;
    await release(ctx);
    const requestValidatorId = found.ids.validatorId;
    await unless(missing, () => apigateway.send(new DeleteModelCommand({ restApiId, modelName })));
    if (requestValidatorId !== "")
      await unless(missing, () =>
        apigateway.send(new DeleteRequestValidatorCommand({ restApiId, requestValidatorId })),
      );
  },

  async foresee(ctx) {
    const ids = { model: modelName, validatorId: UNMADE };
    return { ids, ours: need(ctx, api).ours, schema: ctx.config.schema, validatesBody: true };
  },
};

/** API Gateway does not delete a model or a validator that a method still has: `down` has taken the method away by then, and
 * `--schema none` takes them off it. */
async function release(ctx: Context): Promise<void> {
  const { ids } = need(ctx, api);
  const resourceId =
    ctx.state.get("method")?.resourceId ?? resourceAt(await allResources(ctx, ids.id), ctx.config.path);
  if (resourceId === undefined) return;
  const at = { restApiId: ids.id, resourceId, httpMethod: "POST" };
  const seen = await findMethod(ctx, at);
  if (seen === undefined || (seen.validatorId === "" && Object.keys(seen.models).length === 0)) return;
  const { operationName, authorization } = seen;
  const bare = { operationName, authorization, apiKey: undefined, validatorId: "", models: {}, responses: {} };
  await repairMethod(ctx, at, bare, seen);
}

async function validatorOf(ctx: Context): Promise<RequestValidator | undefined> {
  const command = new GetRequestValidatorsCommand({ restApiId: need(ctx, api).ids.id, limit: 500 });
  const list = await unless(missing, () => ctx.clients.apigateway.send(command));
  return list?.items?.find(({ name }) => name === validatorName);
}

async function createModel(ctx: Context): Promise<void> {
  const command = new CreateModelCommand({
    restApiId: need(ctx, api).ids.id,
    name: modelName,
    contentType: "application/json",
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

function sameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return one === other;
  }
}
