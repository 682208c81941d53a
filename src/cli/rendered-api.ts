import type { Config } from "../settings/config.ts";
import { binaryTypes } from "../mapping/content-types.ts";
import { corsIn, gatewayResponses } from "../mapping/cors.ts";
import { SCHEMA_REFUSAL, schemaRefusal } from "../mapping/response/schema-refusal.ts";
import type { RouteIntegration, WantedRoute } from "../mapping/route.ts";
import { routes } from "../mapping/routes.ts";

/** The API as it would be deployed, for our own engine to render requests and answers. */
export function renderedApi(config: Config, all: readonly WantedRoute[] = renderedRoutes(config)) {
  const methods: Record<string, Record<string, ReturnType<typeof deployed>>> = {};
  for (const route of all) methods[route.path] = { ...methods[route.path], [route.httpMethod]: deployed(route) };
  return {
    region: config.region,
    stage: config.stage,
    binaryMediaTypes: binaryTypes(config.accept ?? []),
    models: config.schema ? { event: { contentType: "application/json", schema: config.schema } } : {},
    validators: { body: { validateRequestBody: true, validateRequestParameters: false } },
    methods,
    gatewayResponses: {
      ...gatewayResponses(corsIn(config)),
      ...(config.schema && { [SCHEMA_REFUSAL]: schemaRefusal(corsIn(config)) }),
    },
  };
}

/** The routes of the settings, in no account. */
export function renderedRoutes(config: Config): readonly WantedRoute[] {
  const role = "arn:aws:iam::000000000000:role/render";
  const schema = config.schema ? { model: "event", validatorId: "body" } : undefined;
  return routes(config, { partition: "aws", region: config.region, role, schema });
}

/** A method as the data plane serves it. Who may call does not matter here. */
function deployed({ httpMethod, method, integration }: WantedRoute) {
  return {
    httpMethod,
    authorizationType: "NONE",
    apiKeyRequired: false,
    ...(method.validatorId && { requestValidatorId: method.validatorId }),
    requestParameters: {},
    requestModels: method.models ?? {},
    methodResponses: Object.fromEntries(
      Object.entries(method.responses).map(([status, headers]) => {
        const responseParameters = headers.map((name) => [`method.response.header.${name}`, false]);
        return [status, { responseParameters: Object.fromEntries(responseParameters), responseModels: {} }];
      }),
    ),
    integration: deployedIntegration(integration),
  };
}

function deployedIntegration(one: RouteIntegration) {
  const responses = Object.entries(one.responses).map(([statusCode, response]) => {
    const { selectionPattern, headers, contentHandling, templates } = response;
    const handling = contentHandling === "" ? {} : { contentHandling };
    return [
      statusCode,
      { statusCode, selectionPattern, responseParameters: headers, responseTemplates: templates, ...handling },
    ] as const;
  });
  return {
    type: one.type || "MOCK",
    httpMethod: one.httpMethod,
    uri: one.uri,
    credentials: one.credentials,
    requestParameters: one.requestParameters,
    requestTemplates: one.requestTemplates,
    // As API Gateway has it unless it is told otherwise.
    passthroughBehavior: one.passthrough || "WHEN_NO_MATCH",
    ...(one.contentHandling !== "" && { contentHandling: one.contentHandling }),
    timeoutInMillis: one.timeout,
    integrationResponses: Object.fromEntries(responses),
  };
}
