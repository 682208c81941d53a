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
