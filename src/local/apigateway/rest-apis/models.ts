import type { ModelRecord, RestApi } from "../definition.ts";
import { checkModel } from "./model-check.ts";
import { flattenModel } from "./flatten-model.ts";
import { modelTemplate } from "./model-template.ts";
import { badRequest, conflict, notFound } from "../faults.ts";
import { apiOf, gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { member, textValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { resourcePath } from "../resources/resource-path.ts";
import type { Scope } from "../../account/scope.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { defined } from "../without.ts";

/** The models that API Gateway makes with each API. */
export function defaultModels(): readonly ModelRecord[] {
  const draft = '"$schema" : "http://json-schema.org/draft-04/schema#"';
  return [
    {
      id: randomId(6),
      name: "Empty",
      description: "This is a default empty schema model",
      schema: `{\n  ${draft},\n  "title" : "Empty Schema",\n  "type" : "object"\n}`,
      contentType: "application/json",
    },
    {
      id: randomId(6),
      name: "Error",
      description: "This is a default error schema model",
      schema: `{\n  ${draft},\n  "title" : "Error Schema",\n  "type" : "object",\n  "properties" : {\n    "message" : { "type" : "string" }\n  }\n}`,
      contentType: "application/json",
    },
  ];
}

export const createModel = operation({
  name: "CreateModel",
  route: "POST /restapis/{restApiId}/models",
  ok: 201,
  body: { name: required(text()), description: text(), schema: text(), contentType: required(text()) },
  run(scope, { restApiId, name, description, schema, contentType }) {
    const api = apiOf(scope, restApiId);
    const { models } = api;
    if (name === "") throw badRequest("Model name must be non-empty");
    if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest("Model name must be alphanumeric: " + name);
    if (models.has(name)) throw conflict("Model name already exists for this REST API");
    checkModel(api, { name, schema, contentType });
    const model = { ...defined({ description: textValue(description), schema }), id: randomId(6), name, contentType };
    models.set(name, model);
    return model;
  },
});

export const getModel = operation({
  name: "GetModel",
  route: "GET /restapis/{restApiId}/models/{modelName}",
  ok: 200,
  query: ["flatten"],
  run(scope, input) {
    const { api, model } = modelOf(scope, input);
    const flat = input.flatten?.[0] === "true" ? flattenModel(api, model) : undefined;
    return flat === undefined ? model : { ...model, schema: JSON.stringify(flat) };
  },
});

export const getModelTemplate = operation({
  name: "GetModelTemplate",
  route: "GET /restapis/{restApiId}/models/{modelName}/default_template",
  ok: 200,
  run(scope, input) {
    const { api, model } = modelOf(scope, input);
    return { value: modelTemplate(flattenModel(api, model) ?? {}) };
  },
});

export const getModels = operation({
  name: "GetModels",
  route: "GET /restapis/{restApiId}/models",
  ok: 200,
  query: ["position", "limit"],
  run(scope, input) {
    const all = [...apiOf(scope, input.restApiId).models.values()];
    return page(
      all.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      input,
      (model) => model.id,
    );
  },
});

export const updateModel = operation({
  name: "UpdateModel",
  route: "PATCH /restapis/{restApiId}/models/{modelName}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { api, model } = modelOf(scope, input);
    const patched = applyPatch(model, input.patchOperations, rules, refuseByPath(rules));
    if (patched.schema !== model.schema) checkModel(api, patched);
    api.models.set(model.name, patched);
    return patched;
  },
});

export const deleteModel = operation({
  name: "DeleteModel",
  route: "DELETE /restapis/{restApiId}/models/{modelName}",
  ok: 202,
  run(scope, input) {
    const { api, model } = modelOf(scope, input);
    // Of several that use it, AWS names the one that was made last.
    for (const resource of [...api.resources.values()].toReversed()) {
      for (const method of resource.methods.values()) {
        const place = `${resourcePath(api, resource)}/${method.httpMethod}`;
        const uses = (models: Readonly<Record<string, string>> = {}) => Object.values(models).includes(model.name);
        if (uses(method.requestModels)) throw inUse(model, `method request: ${place}`);
        const responses = Object.values(method.methodResponses ?? {});
        if (responses.some((one) => uses(one.responseModels))) throw inUse(model, `method response: ${place}`);
      }
    }
    api.models.delete(model.name);
  },
});

const rules: readonly PatchRule<ModelRecord>[] = [
  member("description", textValue),
  {
    path: "/schema",
    changes: {
      replace: (model, value) => ({ ...model, schema: value ?? "" }),
    },
  },
];

function inUse(model: ModelRecord, where: string): Error {
  return conflict(`Cannot delete model '${model.name}', is referenced in ${where}`);
}

function modelOf(
  scope: Scope,
  { restApiId, modelName }: { readonly restApiId: string; readonly modelName: string },
): { readonly api: RestApi; readonly model: ModelRecord } {
  const api = gatewayOf(scope).apis.get(restApiId);
  const model = api?.models.get(modelName);
  if (api === undefined || model === undefined) throw notFound(`Invalid model name specified: ${modelName}`);
  return { api, model };
}
