export const uri = "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord";
export const credentials = "arn:aws:iam::000000000000:role/writer";

/** Its one operation. */
export const send = {
  operationId: "send",
  security: [{ key: [] }],
  parameters: [{ $ref: "#/components/parameters/Trace" }],
  requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Event" } } } },
  responses: {
    200: { description: "done", headers: { "X-Shard": { schema: { type: "string" } } } },
    default: { description: "whatever else" },
  },
  "x-amazon-apigateway-integration": {
    type: "aws",
    httpMethod: "POST",
    uri,
    credentials,
    passthroughBehavior: "never",
    requestTemplates: { "application/json": "{}" },
    responses: {
      default: { statusCode: "200", responseParameters: { "method.response.header.X-Shard": "'0'" } },
      "4\\d{2}": { statusCode: 400 },
    },
  },
};

/** An OpenAPI definition with one of everything. */
export const definition = {
  openapi: "3.0.1",
  info: { title: "events", description: "takes events", version: "1.0" },
  components: {
    parameters: { Trace: { name: "X-Trace", in: "header", required: true, schema: { type: "string" } } },
    schemas: {
      Event: { type: "object", properties: { from: { $ref: "#/components/schemas/Sender" } } },
      Sender: { type: "string" },
    },
    securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } },
  },
  "x-amazon-apigateway-binary-media-types": ["image/png"],
  "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  "x-amazon-apigateway-request-validator": "all",
  "x-amazon-apigateway-gateway-responses": { ACCESS_DENIED: { statusCode: 401 } },
  paths: {
    "/events/{kind}": {
      parameters: [{ name: "kind", in: "path", required: true, schema: { type: "string" } }],
      post: { ...send, responses: { ...send.responses, 400: { description: "no" } } },
    },
  },
};

/** One method with a mock, and no models. */
export const plain = {
  openapi: "3.0.1",
  info: { title: "plain", version: "1" },
  paths: {
    "/a": {
      get: {
        parameters: [{ name: "q", in: "query", schema: { type: "string" } }],
        responses: { 200: { description: "fine" } },
        "x-amazon-apigateway-integration": {
          type: "mock",
          requestTemplates: { "text/plain": "{}" },
          responses: { default: { statusCode: "200", responseTemplates: { "text/html": "hi" } } },
        },
      },
    },
  },
};

const authorizerUri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
const providerARNs = ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/p"];
const mock = { "x-amazon-apigateway-integration": { type: "mock" }, responses: { 200: { description: "fine" } } };

/** The scheme of signed requests. */
export const sigv4 = {
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "awsSigv4",
};

/** Methods that ask for authorizers or a signature. */
export const guarded = {
  openapi: "3.0.1",
  info: { title: "guarded", version: "1" },
  components: {
    securitySchemes: {
      token: {
        type: "apiKey",
        name: "X-Token",
        in: "header",
        "x-amazon-apigateway-authtype": "oauth2",
        "x-amazon-apigateway-authorizer": { type: "token", authorizerUri, identityValidationExpression: "^x" },
      },
      request: {
        type: "apiKey",
        name: "auth",
        in: "query",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
          type: "request",
          authorizerUri,
          identitySource: "method.request.querystring.auth",
          authorizerResultTtlInSeconds: 60,
        },
      },
      pool: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs },
      },
      sigv4,
    },
  },
  security: [{ token: [] }],
  paths: {
    "/": { get: mock },
    "/a": { get: { ...mock, security: [{ pool: ["email"] }] } },
    "/b": { get: { ...mock, security: [{ sigv4: [] }] } },
    "/c": { get: { ...mock, security: [{ request: [] }] } },
  },
};
