import type { DeployedApi, DeployedIntegration, DeployedMethod } from "../../account/deployed.ts";
import { some } from "./json.ts";
import type { Json } from "./json.ts";
import type { Manner } from "./manner.ts";
import { writeSecurity } from "./write-security.ts";

/** A method of the API as the entry of its path. */
export function writeMethod(api: DeployedApi, method: DeployedMethod, manner: Manner): readonly [string, Json] {
  const { isSwagger, integrations, settings } = manner;
  const { httpMethod, requestModels, methodResponses, requestValidatorId } = method;
  const key = httpMethod === "ANY" ? "x-amazon-apigateway-any-method" : httpMethod.toLowerCase();
  const parameters = parametersOf(method, isSwagger);
  const body = bodiesOf(requestModels, isSwagger);
  const responses = Object.entries(methodResponses).map(([status, { responseModels, responseParameters }]) => {
    const [model] = Object.values(responseModels);
    return [
      status,
      {
        description: `${status} response`,
        headers: headersOf(responseParameters, isSwagger),
        ...(isSwagger ? { schema: model === undefined ? undefined : refTo(model, isSwagger) } : {}),
        ...(isSwagger ? {} : { content: bodiesOf(responseModels, isSwagger) ?? {} }),
      },
    ] as const;
  });
  const described = {
    operationId: method.operationName,
    ...(isSwagger ? { consumes: consumedBy(method), produces: producedBy(method) } : {}),
    parameters: filled([...parameters, ...(isSwagger ? bodyParameter(requestModels) : [])]),
    ...(isSwagger ? {} : { requestBody: body === undefined ? undefined : { content: body, required: true } }),
    responses: Object.fromEntries(responses),
    security: writeSecurity(api, method),
    ...(settings && requestValidatorId !== undefined
      ? { "x-amazon-apigateway-request-validator": api.validators[requestValidatorId]?.name ?? requestValidatorId }
      : {}),
    ...(integrations ? { "x-amazon-apigateway-integration": writeIntegration(method.integration) } : {}),
  };
  return [key, described];
}

/** Without what is empty, and without what API Gateway would take anyway. */
function writeIntegration({ type, integrationResponses, requestTemplates, ...rest }: DeployedIntegration): Json {
  const responses = Object.values(integrationResponses).map(({ selectionPattern, responseTemplates, ...one }) => [
    selectionPattern || "default",
    { ...one, responseParameters: some(one.responseParameters), responseTemplates: emptied(responseTemplates) },
  ]);
  return {
    type: type.toLowerCase(),
    ...rest,
    timeoutInMillis: rest.timeoutInMillis === usualTimeout ? undefined : rest.timeoutInMillis,
    requestParameters: some(rest.requestParameters),
    requestTemplates: emptied(requestTemplates),
    passthroughBehavior: rest.passthroughBehavior.toLowerCase(),
    responses: some(Object.fromEntries(responses) as Json),
  };
}

const usualTimeout = 29_000;

/** A template that is kept as null came as an empty text and is written as one. */
function emptied(templates: Readonly<Record<string, string | null>>): Json | undefined {
  return some(Object.fromEntries(Object.entries(templates).map(([type, template]) => [type, template ?? ""])));
}

const places: Readonly<Record<string, string>> = { header: "header", querystring: "query", path: "path" };

function parametersOf({ requestParameters }: DeployedMethod, isSwagger: boolean): readonly Json[] {
  return Object.entries(requestParameters).flatMap(([parameter, required]) => {
    const [, place = "", name = ""] = /^method\.request\.([^.]+)\.(.+)$/.exec(parameter) ?? [];
    const where = places[place];
    if (where === undefined) return [];
    const isRequired = required || where === "path";
    // OpenAPI 3 leaves out what is its default.
    const demand = isRequired || isSwagger ? { required: isRequired } : {};
    return [{ name, in: where, ...demand, ...typed(isSwagger) }];
  });
}

function headersOf(parameters: Readonly<Record<string, boolean>>, isSwagger: boolean): Json | undefined {
  const names = Object.keys(parameters).map((name) => name.replace("method.response.header.", ""));
  return some(Object.fromEntries(names.map((name) => [name, typed(isSwagger)])));
}

function typed(isSwagger: boolean): Json {
  return isSwagger ? { type: "string" } : { schema: { type: "string" } };
}

function bodiesOf(models: Readonly<Record<string, string>>, isSwagger: boolean): Json | undefined {
  const entries = Object.entries(models).map(([type, model]) => [type, { schema: refTo(model, isSwagger) }] as const);
  return some(Object.fromEntries(entries));
}

/** OpenAPI 2 has one body for all content types. */
function bodyParameter(models: Readonly<Record<string, string>>): readonly Json[] {
  const [model] = Object.values(models);
  return model === undefined ? [] : [{ in: "body", name: model, required: true, schema: refTo(model, true) }];
}

function refTo(model: string, isSwagger: boolean): Json {
  return { $ref: `#/${isSwagger ? "definitions" : "components/schemas"}/${model}` };
}

/** The content types of models and of templates. */
function consumedBy({ requestModels, integration }: DeployedMethod): readonly string[] | undefined {
  return filled([...new Set([...Object.keys(requestModels), ...Object.keys(integration.requestTemplates)])]);
}

function producedBy({ methodResponses, integration }: DeployedMethod): readonly string[] | undefined {
  const models = Object.values(methodResponses).flatMap(({ responseModels }) => Object.keys(responseModels));
  const responses = Object.values(integration.integrationResponses);
  const templates = responses.flatMap(({ responseTemplates }) => Object.keys(responseTemplates));
  return filled([...new Set([...models, ...templates])]);
}

function filled<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
