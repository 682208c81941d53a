import type { Config } from "../engine/context.ts";
import { binaryTypes } from "../mapping/content-types.ts";
import { batchRoute, singleRoute, type Route, type RouteIntegration } from "../mapping/routes.ts";

/** The API as it would be deployed, for our own engine to render requests and answers. */
export function renderedApi(config: Config) {
  const routes: [string, Route][] = [[config.path, singleRoute(config)]];
  if (config.batchPath) routes.push([config.batchPath, batchRoute(config)]);
  return {
    region: config.region,
    stage: config.stage,
    binaryMediaTypes: binaryTypes(config.accept ?? []),
    models: config.schema ? { event: { contentType: "application/json", schema: config.schema } } : {},
    validators: { body: { validateRequestBody: true, validateRequestParameters: false } },
    methods: Object.fromEntries(routes.map(([at, route]) => [at, { POST: deployed(route, config) }])),
  };
}

/** How a request is rendered by an integration, wanted or saved. */
export function asDeployed(
  one: Omit<RouteIntegration, "responses" | "type" | "passthrough"> & { readonly passthrough: string },
) {
  return {
    httpMethod: one.httpMethod,
    requestParameters: one.requestParameters,
    requestTemplates: one.requestTemplates,
    passthroughBehavior: one.passthrough as RouteIntegration["passthrough"],
    ...(one.contentHandling !== "" && { contentHandling: one.contentHandling as "CONVERT_TO_TEXT" }),
  };
}

function deployed(route: Route, config: Config) {
  const { integration } = route;
  const validated = config.schema ? route.validated : [];
  return {
    httpMethod: "POST",
    authorizationType: "NONE",
    apiKeyRequired: false,
    ...(validated.length > 0 && { requestValidatorId: "body" }),
    requestParameters: {},
    requestModels: Object.fromEntries(validated.map((type) => [type, "event"])),
    methodResponses: Object.fromEntries(
      Object.keys(route.responses).map((status) => [status, { responseParameters: {}, responseModels: {} }]),
    ),
    integration: {
      type: "AWS" as const,
      ...asDeployed(integration),
      uri: `arn:aws:apigateway:${config.region}:kinesis:action/${route.action}`,
      credentials: "arn:aws:iam::000000000000:role/render",
      timeoutInMillis: 29_000,
      integrationResponses: Object.fromEntries(
        Object.entries(integration.responses).map(([statusCode, one]) => [
          statusCode,
          {
            statusCode,
            selectionPattern: one.selectionPattern,
            responseParameters: {},
            contentHandling: one.contentHandling,
            responseTemplates: one.templates,
          },
        ]),
      ),
    },
  };
}
