import type {
  DeployedApi,
  DeployedIntegration,
  DeployedMethod,
  LiveStage,
} from "../../../src/local/account/deployed.ts";

/** The tutorial's request template. */
export const tutorialTemplate = `{
  "StreamName": "api-gateway-kinesis-proxy",
  "Data": "$util.base64Encode($input.body)",
  "PartitionKey": "$context.requestId"
}`;

export const roleArn = "arn:aws:iam::123456781234:role/api-gateway-kinesis-proxy";

/** The tutorial's integration, with changes. */
export function integration(changes: Partial<DeployedIntegration> = {}): DeployedIntegration {
  return {
    type: "AWS",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord",
    credentials: roleArn,
    requestParameters: {},
    requestTemplates: { "application/json": tutorialTemplate },
    passthroughBehavior: "NEVER",
    timeoutInMillis: 29_000,
    integrationResponses: { "200": { statusCode: "200", responseParameters: {}, responseTemplates: {} } },
    ...changes,
  };
}

/** An integration that answers with `status`, by itself. */
export function mock(status: number, changes: Partial<DeployedIntegration> = {}): DeployedIntegration {
  return integration({
    type: "MOCK",
    requestTemplates: { "application/json": `{"statusCode": ${status}}` },
    integrationResponses: { "200": { statusCode: "200", responseParameters: {}, responseTemplates: {} } },
    ...changes,
  });
}

/** POST with the tutorial's integration and its one declared status, with changes. */
export function method(changes: Partial<DeployedMethod> = {}): DeployedMethod {
  return {
    httpMethod: "POST",
    authorizationType: "NONE",
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    methodResponses: { "200": { responseParameters: {}, responseModels: { "application/json": "Empty" } } },
    integration: integration(),
    ...changes,
  };
}

/** An API with methods by path and HTTP method, and changes. */
export function api(
  resources: Readonly<Record<string, Readonly<Record<string, DeployedMethod>>>>,
  changes: Partial<DeployedApi> = {},
): DeployedApi {
  return {
    apiId: "abcde12345",
    name: "KinesisProxy",
    region: "ap-northeast-2",
    partition: "aws",
    accountId: "123456781234",
    deploymentId: "dep123",
    apiKeySource: "HEADER",
    disableExecuteApiEndpoint: false,
    binaryMediaTypes: [],
    resources: Object.entries(resources).map(([path, methods], at) => ({ id: `res${at}`, path, methods })),
    models: {},
    validators: {},
    gatewayResponses: {},
    ...changes,
  };
}

/** A stage that serves the API. */
export function stage(served: DeployedApi, changes: Partial<LiveStage> = {}): LiveStage {
  return { stageName: "production", api: served, variables: {}, methodSettings: {}, ...changes };
}
