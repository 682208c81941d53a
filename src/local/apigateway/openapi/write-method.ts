import type { DeployedIntegration, DeployedMethod } from "../../account/deployed.ts";
import { some } from "./json.ts";
import type { Json } from "./json.ts";
import type { Manner } from "./manner.ts";

/** A method as the entry of its path. */
export function writeMethod(method: DeployedMethod, manner: Manner): readonly [string, Json] {
  const { isSwagger, integrations, settings, validatorName } = manner;
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
        ...(isSwagger ? {} : { content: bodiesOf(responseModels, isSwagger) }),
      },
    ] as const;
  });
  const described = {
    operationId: method.operationName,
    ...(isSwagger ? { consumes: typesOf(requestModels), produces: producedBy(method) } : {}),
    parameters: filled([...parameters, ...(isSwagger ? bodyParameter(requestModels) : [])]),
    ...(isSwagger ? {} : { requestBody: body === undefined ? undefined : { content: body, required: true } }),
    responses: Object.fromEntries(responses),
    security: method.apiKeyRequired ? [{ api_key: [] }] : undefined,
    ...(settings && method.authorizationType === "AWS_IAM" ? { "x-amazon-apigateway-auth": { type: "AWS_IAM" } } : {}),
    ...(settings && requestValidatorId !== undefined
      ? { "x-amazon-apigateway-request-validator": validatorName(requestValidatorId) }
      : {}),
    ...(integrations ? { "x-amazon-apigateway-integration": writeIntegration(method.integration) } : {}),
  };
  return [key, described];
}

function writeIntegration({ type, integrationResponses, requestTemplates, ...rest }: DeployedIntegration): Json {
  const responses = Object.values(integrationResponses).map(({ selectionPattern, responseTemplates, ...one }) => [
    selectionPattern || "default",
    { ...one, responseParameters: some(one.responseParameters), responseTemplates: emptied(responseTemplates) },
  ]);
  return {
    type: type.toLowerCase(),
    ...rest,
    requestParameters: some(rest.requestParameters),
    requestTemplates: emptied(requestTemplates),
    passthroughBehavior: rest.passthroughBehavior.toLowerCase(),
    responses: some(Object.fromEntries(responses) as Json),
  };
}

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
    return [{ name, in: where, required: required || where === "path", ...typed(isSwagger) }];
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

function typesOf(models: Readonly<Record<string, string>>): readonly string[] | undefined {
  return filled(Object.keys(models));
}

function producedBy({ methodResponses }: DeployedMethod): readonly string[] | undefined {
  const types = Object.values(methodResponses).flatMap(({ responseModels }) => Object.keys(responseModels));
  return filled([...new Set(types)]);
}

function filled<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
