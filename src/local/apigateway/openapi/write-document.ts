import type { DeployedApi, LiveStage } from "../../account/deployed.ts";
import { some } from "./json.ts";
import type { Json } from "./json.ts";
import type { Manner } from "./manner.ts";
import { writeMethod } from "./write-method.ts";

/** What the stage serves as an OpenAPI definition. */
export function writeDocument({ stageName, api }: LiveStage, manner: Manner): Json {
  const { isSwagger, settings, description, version } = manner;
  const host = `${api.apiId}.execute-api.${api.region}.amazonaws.com${api.partition === "aws-cn" ? ".cn" : ""}`;
  const info = { title: api.name, description, version };
  const paths = Object.fromEntries(
    api.resources.flatMap(({ path, methods }) => {
      const written = Object.values(methods).map((method) => writeMethod(method, manner));
      return written.length === 0 ? [] : [[path, Object.fromEntries(written)] as const];
    }),
  );
  const basePath = { default: `/${stageName}` };
  const head = isSwagger
    ? { swagger: "2.0", info, host, basePath: basePath.default, schemes: ["https"] }
    : { openapi: "3.0.1", info, servers: [{ url: `https://${host}/{basePath}`, variables: { basePath } }] };
  return { ...head, paths, ...definitions(api, isSwagger), ...(settings ? extensions(api, manner) : {}) };
}

function definitions(api: DeployedApi, isSwagger: boolean): Json {
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
  const schemas = Object.fromEntries(models.map(([name, { schema }]) => [name, readSchema(schema, where)]));
  const needsKey = api.resources.some(({ methods }) => Object.values(methods).some((one) => one.apiKeyRequired));
  const security = needsKey ? { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } : undefined;
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

function extensions(api: DeployedApi, { validatorName }: Manner): Json {
  const { policy, binaryMediaTypes, minimumCompressionSize, apiKeySource, gatewayResponses } = api;
  const validators = Object.entries(api.validators).map(([id, one]) => [validatorName(id), one] as const);
  return {
    "x-amazon-apigateway-policy": policy === undefined ? undefined : JSON.parse(policy),
    "x-amazon-apigateway-binary-media-types": binaryMediaTypes.length === 0 ? undefined : binaryMediaTypes,
    "x-amazon-apigateway-minimum-compression-size": minimumCompressionSize,
    "x-amazon-apigateway-api-key-source": apiKeySource === "HEADER" ? undefined : apiKeySource,
    "x-amazon-apigateway-gateway-responses": some(gatewayResponses),
    "x-amazon-apigateway-request-validators": some(Object.fromEntries(validators)),
  };
}
