import type { DeployedApi, DeployedIntegration, DeployedMethod, DeployedResource } from "../../account/deployed.ts";
import type { Scope } from "../../account/scope.ts";
import type { IntegrationRecord, MethodRecord, RestApi } from "../definition.ts";
import { resourcePath } from "../resources/resource-path.ts";
import { defined } from "../without.ts";

/** A snapshot of the API's definition: records are never changed in place, so later changes do not show in it. Methods without
 * an integration are left out. */
export function snapshot(
  scope: Pick<Scope, "account" | "region" | "partition">,
  api: RestApi,
  deploymentId: string,
): DeployedApi {
  const { record } = api;
  return {
    ...defined({ policy: record.policy, minimumCompressionSize: record.minimumCompressionSize }),
    apiId: api.id,
    name: record.name,
    region: scope.region,
    partition: scope.partition,
    accountId: scope.account.id,
    deploymentId,
    apiKeySource: record.apiKeySource,
    disableExecuteApiEndpoint: record.disableExecuteApiEndpoint,
    binaryMediaTypes: record.binaryMediaTypes ?? [],
    resources: resourcesOf(api),
    models: Object.fromEntries(
      [...api.models.values()].map(({ name, contentType, schema = "" }) => [name, { contentType, schema }]),
    ),
    validators: Object.fromEntries([...api.validators.values()].map(({ id, ...validator }) => [id, validator])),
    authorizers: Object.fromEntries([...api.authorizers.values()].map(({ id, ...authorizer }) => [id, authorizer])),
    gatewayResponses: Object.fromEntries(
      [...api.gatewayResponses.values()].map(({ responseType, statusCode, responseParameters, responseTemplates }) => [
        responseType,
        { ...defined({ statusCode }), responseParameters, responseTemplates },
      ]),
    ),
  };
}

function resourcesOf(api: RestApi): readonly DeployedResource[] {
  return [...api.resources.values()].map((resource) => ({
    id: resource.id,
    path: resourcePath(api, resource),
    methods: Object.fromEntries(
      [...resource.methods.values()].flatMap((method) => {
        const { methodIntegration: integration } = method;
        return integration === undefined ? [] : [[method.httpMethod, methodOf(method, integration)] as const];
      }),
    ),
  }));
}

function methodOf(method: MethodRecord, integration: IntegrationRecord): DeployedMethod {
  const { requestValidatorId, operationName, authorizerId, authorizationScopes } = method;
  return {
    ...defined({ requestValidatorId, operationName, authorizerId, authorizationScopes }),
    httpMethod: method.httpMethod,
    authorizationType: method.authorizationType,
    apiKeyRequired: method.apiKeyRequired,
    requestParameters: method.requestParameters ?? {},
    requestModels: method.requestModels ?? {},
    methodResponses: mapValues(method.methodResponses, ({ responseParameters = {}, responseModels = {} }) => ({
      responseParameters,
      responseModels,
    })),
    integration: integrationOf(integration),
  };
}

function integrationOf(integration: IntegrationRecord): DeployedIntegration {
  const { httpMethod, uri, credentials, contentHandling } = integration;
  return {
    ...defined({ httpMethod, uri, credentials, contentHandling }),
    type: integration.type,
    requestParameters: integration.requestParameters ?? {},
    requestTemplates: integration.requestTemplates ?? {},
    passthroughBehavior: integration.passthroughBehavior,
    timeoutInMillis: integration.timeoutInMillis,
    integrationResponses: mapValues(
      integration.integrationResponses,
      ({ responseParameters = {}, responseTemplates = {}, ...response }) => ({
        ...response,
        responseParameters,
        responseTemplates,
      }),
    ),
  };
}

function mapValues<T, U>(map: Readonly<Record<string, T>> = {}, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}
