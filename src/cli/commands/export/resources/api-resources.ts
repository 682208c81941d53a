import { newModel } from "../../../../steps/route/calls/model.ts";
import { newValidator } from "../../../../steps/route/calls/validators.ts";
import { newApi } from "../../../../steps/api/api.ts";
import { SCHEMA_REFUSAL } from "../../../../mapping/response/schema-refusal.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { nameOf } from "./names.ts";
import { reference } from "./reference.ts";
import { resource, tagList, type Resource } from "./resource.ts";

/** The id of the REST API: a reference, or that of one of others. */
export function apiIdOf({ config, own }: ProxyFacts): string {
  return own.has("api") ? reference("RestApi", "Id") : (config.apiId ?? "");
}

/** The REST API with what its methods share: model, validator and API Gateway's own answers. */
export function apiResources(facts: ProxyFacts): readonly Resource[] {
  const { own, config, policy, schema, refusals } = facts;
  const made = newApi({ config });
  const RestApiId = apiIdOf(facts);
  const api = resource("RestApi", "AWS::ApiGateway::RestApi", {
    Name: made.name,
    Description: made.description,
    EndpointConfiguration: { Types: made.endpointConfiguration.types },
    BinaryMediaTypes: facts.binaryTypes.length === 0 ? undefined : facts.binaryTypes,
    Policy: policy,
    Tags: tagList(facts.apiTags),
  });
  return [
    ...(own.has("api") ? [api] : []),
    ...(schema === undefined ? [] : schemaResources(facts, RestApiId, schema)),
    ...Object.entries(refusals).map(([ResponseType, { responseParameters, responseTemplates }]) =>
      resource(nameOf("Response", ResponseType), "AWS::ApiGateway::GatewayResponse", {
        RestApiId,
        ResponseType,
        // API Gateway's own, which it tells of this type alone.
        StatusCode: ResponseType === SCHEMA_REFUSAL ? "400" : undefined,
        ResponseParameters: responseParameters,
        ResponseTemplates: responseTemplates,
      }),
    ),
  ];
}

function schemaResources({ config }: ProxyFacts, RestApiId: string, schema: string): readonly Resource[] {
  const model = newModel({ config }, schema);
  const { name, validateRequestBody, validateRequestParameters } = newValidator;
  return [
    resource("Model", "AWS::ApiGateway::Model", {
      RestApiId,
      Name: model.name,
      ContentType: model.contentType,
      Description: model.description,
      Schema: schema,
    }),
    resource("Validator", "AWS::ApiGateway::RequestValidator", {
      RestApiId,
      Name: name,
      ValidateRequestBody: validateRequestBody,
      ValidateRequestParameters: validateRequestParameters,
    }),
  ];
}
