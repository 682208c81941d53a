import type { DeployedApi, LiveStage } from "../../account/deployed.ts";
import { some } from "./json.ts";
import type { Json } from "./json.ts";
import type { Manner } from "./manner.ts";
import { writeMethod } from "./write-method.ts";
import { writeSchemes } from "./write-security.ts";

/** What the stage serves as an OpenAPI definition. */
export function writeDocument({ stageName, api }: LiveStage, manner: Manner): Json {
  const { isSwagger, settings, description, version } = manner;
  const host = `${api.apiId}.execute-api.${api.region}.amazonaws.com${api.partition === "aws-cn" ? ".cn" : ""}`;
  const info = { title: api.name, description, version };
  const paths = Object.fromEntries(
    api.resources.flatMap(({ path, methods }) => {
      const written = Object.values(methods).map((method) => writeMethod(api, method, manner));
      return written.length === 0 ? [] : [[path, Object.fromEntries(written)] as const];
    }),
  );
  const endpoint = settings ? endpointOf(api, manner) : {};
  const server = { url: `https://${host}/{basePath}`, variables: { basePath: { default: stageName } }, ...endpoint };
  const head = isSwagger
    ? { swagger: "2.0", info, host, basePath: `/${stageName}`, schemes: ["https"] }
    : { openapi: "3.0.1", info, servers: [server] };
  return {
    ...head,
    paths,
    ...definitions(api, manner),
    ...(settings ? extensions(api) : {}),
    ...(isSwagger ? endpoint : {}),
    "x-amazon-apigateway-documentation": documentationOf(manner),
  };
}

function documentationOf({ documentation }: Manner): Json | undefined {
  if (documentation === undefined) return undefined;
  const { version, createdDate, parts } = documentation;
  const documentationParts = parts.map(({ location, properties }) => ({
    location,
    properties: JSON.parse(properties) as unknown,
  }));
  return { version, createdDate: isoSeconds(createdDate), documentationParts };
}

/** Seconds since 1970 as definitions write them, such as `2026-11-27T09:12:14Z`. */
export function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}

function endpointOf({ disableExecuteApiEndpoint }: DeployedApi, { vpcEndpointIds }: Manner): Json {
  const disabled = disableExecuteApiEndpoint || undefined;
  if (disabled === undefined && vpcEndpointIds === undefined) return {};
  return {
    "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: disabled, vpcEndpointIds },
  };
}

function definitions(api: DeployedApi, manner: Manner): Json {
  const { isSwagger } = manner;
  const used = new Set(
    api.resources.flatMap(({ methods }) =>
      Object.values(methods).flatMap(({ requestModels, methodResponses }) => [
        ...Object.values(requestModels),
        ...Object.values(methodResponses).flatMap(({ responseModels }) => Object.values(responseModels)),
      ]),
    ),
  );
  // The two models that every API has are written only where something refers to them.
  const models = Object.entries(api.models).filter(([name]) => used.has(name) || !["Empty", "Error"].includes(name));
  const where = isSwagger ? "#/definitions/" : "#/components/schemas/";
  const schemas = some(Object.fromEntries(models.map(([name, { schema }]) => [name, readSchema(schema, where)])));
  const security = writeSchemes(api, manner);
  return isSwagger
    ? { securityDefinitions: security, definitions: schemas }
    : { components: { schemas, securitySchemes: security } };
}

/** The schema with its references within the document again. */
function readSchema(schema: string, where: string): unknown {
  const { $schema: _, ...rest } = JSON.parse(schema, (key, value: unknown) =>
    key === "$ref" && typeof value === "string" ? value.replace(/^https:\/\/.*\/models\//, where) : value,
  ) as Json;
  return rest;
}

function extensions(api: DeployedApi): Json {
  const { policy, binaryMediaTypes, minimumCompressionSize, apiKeySource, gatewayResponses } = api;
  const validators = Object.entries(api.validators).map(([id, { name = id, ...one }]) => [name, one] as const);
  const responses = Object.entries(gatewayResponses).map(
    ([type, { responseParameters, responseTemplates, ...one }]) => [
      type,
      { ...one, responseParameters: some(responseParameters), responseTemplates: some(responseTemplates) },
    ],
  );
  return {
    "x-amazon-apigateway-policy": policy === undefined ? undefined : JSON.parse(policy),
    "x-amazon-apigateway-binary-media-types": binaryMediaTypes.length === 0 ? undefined : binaryMediaTypes,
    "x-amazon-apigateway-minimum-compression-size": minimumCompressionSize,
    "x-amazon-apigateway-api-key-source": apiKeySource === "HEADER" ? undefined : apiKeySource,
    "x-amazon-apigateway-gateway-responses": some(Object.fromEntries(responses) as Json),
    "x-amazon-apigateway-request-validators": some(Object.fromEntries(validators)),
  };
}
