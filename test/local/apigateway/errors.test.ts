import { describe, expect, it } from "vitest";
import { securityPolicies } from "../../../src/local/apigateway/domain-names/domain-patch.ts";
import { controlPlane, kinesisApi, putRecord, role } from "./control-plane.ts";

const plane = controlPlane();
const { api, method, rootId } = await kinesisApi(plane);
const resources = `${api}/resources`;
const child = await plane.call("POST", `${resources}/${rootId}`, { pathPart: "pets" });
const pets = `${resources}/${String(child.body["id"])}`;
const proxy = await plane.call("POST", `${resources}/${rootId}`, { pathPart: "{proxy+}" });
const greedy = `${resources}/${String(proxy.body["id"])}`;
const deployed = await plane.call("POST", `${api}/deployments`, { stageName: "s1" });
const deploymentId = String(deployed.body["id"]);
const validator = await plane.call("POST", `${api}/requestvalidators`, { name: "v" });
const validators = `${api}/requestvalidators/${String(validator.body["id"])}`;
const key = await plane.call("POST", "/apikeys", {});
const plan = await plane.call("POST", "/usageplans", { name: "p" });
const usagePlan = `/usageplans/${String(plan.body["id"])}`;
const apiKey = `/apikeys/${String(key.body["id"])}`;

const patchOf = (op: string, path?: string, value?: string) => ({ patchOperations: [{ op, path, value }] });
const aws = { type: "AWS", httpMethod: "POST", uri: putRecord, credentials: role };
const http = { type: "HTTP", httpMethod: "GET", uri: "http://a" };
const ops = "Member must satisfy enum value set: [add, remove, move, test, replace, copy]";

type Case = readonly [
  what: string,
  request: readonly [string, string, unknown?],
  status: number,
  type: string,
  message: string,
];

const cases: readonly Case[] = [
  [
    "an unknown API",
    ["GET", "/restapis/ABCDE0"],
    404,
    "NotFoundException",
    "Invalid API identifier specified 000000000000:ABCDE0",
  ],
  [
    "a resource of an unknown API",
    ["GET", "/restapis/x/resources/y"],
    404,
    "NotFoundException",
    "Invalid Resource identifier specified",
  ],
  [
    "an unknown method",
    ["GET", `${resources}/${rootId}/methods/GET`],
    404,
    "NotFoundException",
    "Invalid Method identifier specified",
  ],
  [
    "a method that is there",
    ["PUT", method, { authorizationType: "NONE" }],
    409,
    "ConflictException",
    "Method already exists for this resource",
  ],
  [
    "a method that HTTP does not have",
    ["PUT", `${pets}/methods/FETCH`, { authorizationType: "NONE" }],
    400,
    "BadRequestException",
    "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY",
  ],
  [
    "a method response that is there",
    ["PUT", `${method}/responses/200`, {}],
    409,
    "ConflictException",
    "Response already exists for this resource",
  ],
  [
    "a resource that is there",
    ["POST", `${resources}/${rootId}`, { pathPart: "pets" }],
    409,
    "ConflictException",
    "Another resource with the same parent already has this name: pets",
  ],
  [
    "a second variable part",
    ["POST", `${resources}/${rootId}`, { pathPart: "{id}" }],
    400,
    "BadRequestException",
    "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed",
  ],
  [
    "a child of a greedy part",
    ["POST", greedy, { pathPart: "x" }],
    400,
    "BadRequestException",
    "Cannot create a child of a resource with a greedy path variable: {proxy+}",
  ],
  [
    "an integration type that does not exist",
    ["PUT", `${method}/integration`, { ...aws, type: "HTTPS_PROXY" }],
    400,
    "ValidationException",
    "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
  ],
  [
    "an integration without an HTTP method",
    ["PUT", `${method}/integration`, { ...aws, httpMethod: undefined }],
    400,
    "BadRequestException",
    "Enumeration value for HttpMethod must be non-empty",
  ],
  [
    "an integration without a role",
    ["PUT", `${method}/integration`, { ...aws, credentials: undefined }],
    400,
    "BadRequestException",
    "Role ARN must be specified for AWS integrations",
  ],
  [
    "an integration with another account's role",
    ["PUT", `${method}/integration`, { ...aws, credentials: "arn:aws:iam::999999999999:role/x" }],
    403,
    "AccessDeniedException",
    "Cross-account pass role is not allowed.",
  ],
  [
    "an integration with no ARN",
    ["PUT", `${method}/integration`, { ...aws, uri: "kinesis" }],
    400,
    "BadRequestException",
    "Invalid ARN specified in the request",
  ],
  [
    "an integration with an ARN of something else",
    ["PUT", `${method}/integration`, { ...aws, uri: "arn:aws:kinesis:x:1:stream/s" }],
    400,
    "BadRequestException",
    "AWS ARN for integration must contain path or action",
  ],
  [
    "AWS_PROXY to Kinesis",
    ["PUT", `${method}/integration`, { ...aws, type: "AWS_PROXY" }],
    400,
    "BadRequestException",
    "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  ],
  ...[
    "lambda:path/random/arn:aws:lambda:x:000000000000:function:f/invocations",
    "firehose:path/2015-03-31/functions/f/invocations",
  ].map((target): Case => [
    `AWS_PROXY to ${target}`,
    ["PUT", `${method}/integration`, { ...aws, type: "AWS_PROXY", uri: `arn:aws:apigateway:x:${target}` }],
    400,
    "BadRequestException",
    "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  ]),
  [
    "an integration with a method that HTTP does not have",
    ["PUT", `${method}/integration`, { ...aws, httpMethod: "FOO" }],
    400,
    "BadRequestException",
    "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY",
  ],
  [
    "an integration through no VPC link",
    ["PUT", `${method}/integration`, { type: "HTTP", httpMethod: "GET", uri: "http://a", connectionType: "VPC_LINK" }],
    400,
    "BadRequestException",
    "Invalid Vpc Link identifier specified",
  ],
  [
    "a template under no content type",
    ["PUT", `${method}/integration`, { ...aws, requestTemplates: { 123: "x" } }],
    400,
    "BadRequestException",
    "Validation Result: warnings : [], errors : [Invalid content type specified: 123]",
  ],
  [
    "a template above 300 KB",
    ["PUT", `${method}/integration`, { ...aws, requestTemplates: { "application/json": "x".repeat(307_201) } }],
    400,
    "BadRequestException",
    "Mapping template for application/json exceeds the maximum size of 307200 bytes",
  ],
  [
    "a mapping expression that is none",
    ["PUT", `${method}/integration`, { ...aws, requestParameters: { "integration.request.header.A": "true" } }],
    400,
    "BadRequestException",
    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]",
  ],
  [
    "a boolean where text is meant",
    ["PUT", `${method}/integration`, { ...aws, requestParameters: { a: true } }],
    400,
    "SerializationException",
    "class java.lang.Boolean can not be converted to an String",
  ],
  [
    "a response header that the method response does not declare",
    ["PUT", `${method}/integration/responses/200`, { responseParameters: { "method.response.header.A": "'a'" } }],
    400,
    "BadRequestException",
    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.A]",
  ],
  [
    "a status code that is no number",
    ["PUT", `${method}/integration/responses/ok`, {}],
    400,
    "ValidationException",
    "1 validation error detected: Value 'ok' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
  ],
  [
    "two wrong operations, counted from one, and a wrong path parameter",
    [
      "PATCH",
      `${method}/responses/ok`,
      {
        patchOperations: [
          { op: "wrong", path: "/a" },
          { op: "add", path: "/a" },
          { op: "wrong", path: "/a" },
        ],
      },
    ],
    400,
    "ValidationException",
    `3 validation errors detected: Value 'wrong' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: ${ops}; ` +
      `Value 'wrong' at 'updateMethodResponseInput.patchOperations.3.member.op' failed to satisfy constraint: ${ops}; ` +
      "Value 'ok' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
  ],
  [
    "two wrong endpoint settings",
    ["POST", "/restapis", { name: "x", endpointConfiguration: { types: ["wrong"], ipAddressType: "wrong" } }],
    400,
    "ValidationException",
    "2 validation errors detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: " +
      "Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]; " +
      "Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]",
  ],
  [
    "an empty description",
    ["POST", "/restapis", { name: "x", description: "" }],
    400,
    "BadRequestException",
    "Description cannot be an empty string",
  ],
  [
    "a private API on IPv4",
    ["POST", "/restapis", { name: "x", endpointConfiguration: { types: ["PRIVATE"], ipAddressType: "ipv4" } }],
    400,
    "BadRequestException",
    "Only dualstack ipAddressType is supported for Private APIs.",
  ],
  [
    "a policy that is none",
    ["POST", "/restapis", { name: "x", policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}' }],
    400,
    "BadRequestException",
    "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.",
  ],
  [
    "a patch of a whole list",
    ["PATCH", api, patchOf("add", "/binaryMediaTypes", "a/b")],
    400,
    "BadRequestException",
    "Invalid patch path /binaryMediaTypes",
  ],
  [
    "a patch operation that the path does not take",
    ["PATCH", api, patchOf("add", "/minimumCompressionSize", "1")],
    400,
    "BadRequestException",
    "Invalid patch operation specified. Must be one of: [replace]",
  ],
  [
    "a compression size that is no number",
    ["PATCH", api, patchOf("replace", "/minimumCompressionSize", "much")],
    400,
    "BadRequestException",
    "Invalid minimum compression size, must be between 0 and 10485760",
  ],
  [
    "a patch of a content type that is not escaped",
    ["PATCH", method, patchOf("add", "/requestModels/application/json", "Empty")],
    400,
    "BadRequestException",
    "Invalid patch path /requestModels/application/json",
  ],
  [
    "a patch of a resource's unknown member",
    ["PATCH", pets, patchOf("replace", "/invalid", "x")],
    400,
    "BadRequestException",
    "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
  ],
  [
    "a patch of a validator by an operation that it never takes",
    ["PATCH", validators, patchOf("add", "/validateRequestBody", "true")],
    400,
    "BadRequestException",
    "Invalid patch path  '/validateRequestBody' specified for op 'add'. Please choose supported operations",
  ],
  [
    "a patch of a key's id",
    ["PATCH", apiKey, patchOf("replace", "/id", "x")],
    400,
    "BadRequestException",
    "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
  ],
  [
    "a root resource's new name",
    ["PATCH", `${resources}/${rootId}`, patchOf("replace", "/pathPart", "x")],
    400,
    "BadRequestException",
    "Root resource cannot update its pathPart.",
  ],
  [
    "a method response's unknown parameter",
    ["PATCH", `${method}/responses/200`, patchOf("remove", "/responseParameters/x")],
    404,
    "NotFoundException",
    "Invalid parameter name specified",
  ],
  [
    "a gateway response's patch without a path",
    ["PATCH", `${api}/gatewayresponses/DEFAULT_4XX`, patchOf("add", undefined, "x")],
    400,
    "BadRequestException",
    "Invalid patch path null",
  ],
  [
    "a gateway response that was never set",
    ["DELETE", `${api}/gatewayresponses/DEFAULT_4XX`],
    404,
    "NotFoundException",
    "Gateway response type not defined on api",
  ],
  [
    "an access log without a destination",
    ["PATCH", `${api}/stages/s1`, patchOf("replace", "/accessLogSettings/destinationArn", "")],
    400,
    "BadRequestException",
    "Access Log value must not be empty",
  ],
  [
    "half of an access log's removal",
    ["PATCH", `${api}/stages/s1`, patchOf("remove", "/accessLogSettings/destinationArn")],
    400,
    "BadRequestException",
    "Cannot remove method setting accessLogSettings/destinationArn because there is no method setting for this method ",
  ],
  [
    "the removal of method settings that were never made",
    ["PATCH", `${api}/stages/s1`, patchOf("remove", "/*/*")],
    400,
    "BadRequestException",
    "Cannot remove method setting */* because there is no method setting for this method ",
  ],
  [
    "execution logs without an account role",
    ["PATCH", `${api}/stages/s1`, patchOf("replace", "/*/*/logging/loglevel", "INFO")],
    400,
    "BadRequestException",
    "CloudWatch Logs role ARN must be set in account settings to enable logging",
  ],
  [
    "a stage that is there",
    ["POST", `${api}/stages`, { stageName: "s1", deploymentId: "x" }],
    409,
    "ConflictException",
    "Stage already exists",
  ],
  [
    "a canary without a stage",
    ["POST", `${api}/deployments`, { canarySettings: {} }],
    400,
    "BadRequestException",
    "Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is null",
  ],
  [
    "a validator of an unknown API",
    ["POST", "/restapis/x/requestvalidators", {}],
    400,
    "BadRequestException",
    "Invalid REST API identifier specified",
  ],
  [
    "a model without a schema",
    ["POST", `${api}/models`, { name: "M", contentType: "application/json" }],
    400,
    "BadRequestException",
    "Model schema must have at least 1 property or array items defined",
  ],
  ...Object.entries({
    "[]": "Invalid model schema specified",
    "{": "Invalid model schema specified",
    '{"type":"foo"}': "Invalid model schema specified",
    '{"type":"string","pattern":"("}': "Invalid model schema specified",
    '{"items":{"const":1},"if":{}}': 'Invalid model schema specified. Unsupported keyword(s): ["const","if"]',
    '{"items":{"$ref":"Pet"}}': "Model reference must be in canonical form",
    '{"required":[],"items":{"$ref":"Pet"},"not":{"$ref":"Cat"}}':
      "Invalid model schema specified, Model reference must be in canonical form",
    [`{"$ref":"https://apigateway.amazonaws.com${api}/models/Pet"}`]: "Invalid model identifier specified: Pet",
  }).map(([schema, error]): Case => [
    `a model of ${schema}`,
    ["POST", `${api}/models`, { name: "M", contentType: "application/json", schema }],
    400,
    "BadRequestException",
    `Invalid model specified: Validation Result: warnings : [], errors : [${error}]`,
  ]),
  [
    "a model's new schema",
    ["PATCH", `${api}/models/Empty`, patchOf("replace", "/schema", '{"type":1}')],
    400,
    "BadRequestException",
    "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]",
  ],
  [
    "a model of no content type",
    ["POST", `${api}/models`, { name: "M", contentType: "foo", schema: "{}" }],
    400,
    "BadRequestException",
    "Validation Result: warnings : [], errors : [Invalid content type specified: foo]",
  ],
  ...["101", "-5", "abc", ""].map((value): Case => [
    `a canary that gets ${value} %`,
    ["PATCH", `${api}/stages/s1`, patchOf("replace", "/canarySettings/percentTraffic", value)],
    400,
    "BadRequestException",
    "Invalid canary percent traffic, must be between 0.0 and 100.0",
  ]),
  [
    "a deployment to such a canary",
    ["POST", `${api}/deployments`, { stageName: "s1", canarySettings: { percentTraffic: 101 } }],
    400,
    "BadRequestException",
    "Invalid canary percent traffic, must be between 0.0 and 100.0",
  ],
  [
    "a stage with such a canary",
    ["POST", `${api}/stages`, { stageName: "s2", deploymentId, canarySettings: { deploymentId, percentTraffic: -1 } }],
    400,
    "BadRequestException",
    "Invalid canary percent traffic, must be between 0.0 and 100.0",
  ],
  ...(
    [
      ["/timeoutInMillis", "soon", "Timeout should be between 50 ms and 29000 ms"],
      ["/connectionType", "LAN", "Invalid connection type specified. Valid options are INTERNET,VPC_LINK"],
      ["/responseTransferMode", "x", "Invalid response transfer mode specified. Valid options are BUFFERED,STREAM"],
    ] as const
  ).map(([path, value, message]): Case => [
    `an integration's ${path} of ${value}`,
    ["PATCH", `${method}/integration`, patchOf("replace", path, value)],
    400,
    "BadRequestException",
    message,
  ]),
  ...(
    [
      ["/throttle/rateLimit", "much", "Invalid value for throttle/rateLimit: much"],
      ["/throttle/burstLimit", "", "Invalid value for throttle/burstLimit: "],
      ["/quota/offset", "x", "Invalid value for quota/offset: x"],
      ["/quota/limit", "x", "Usage Plan quota must have a limit"],
    ] as const
  ).map(([path, value, message]): Case => [
    `a plan's ${path} of ${JSON.stringify(value)}`,
    ["PATCH", usagePlan, patchOf("replace", path, value)],
    400,
    "BadRequestException",
    message,
  ]),
  [
    "a gateway response's status that is none",
    ["PATCH", `${api}/gatewayresponses/THROTTLED`, patchOf("replace", "/statusCode", "42")],
    400,
    "BadRequestException",
    "Invalid Response status code specified",
  ],
  [
    "an authorizer that is no function",
    ["POST", `${api}/authorizers`, { name: "a", type: "TOKEN", authorizerUri: "arn:aws:lambda:x:0:function:f" }],
    400,
    "BadRequestException",
    "Invalid Authorizer URI: arn:aws:lambda:x:0:function:f. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.",
  ],
  [
    "a gateway response's parameter that is no header",
    ["PUT", `${api}/gatewayresponses/THROTTLED`, { responseParameters: { "method.response.header.A": "'a'" } }],
    400,
    "BadRequestException",
    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: method.response.header.A]",
  ],
  [
    "a gateway response's value without quotes",
    ["PATCH", `${api}/gatewayresponses/THROTTLED`, patchOf("add", "/responseParameters/gatewayresponse.header.A", "a")],
    400,
    "BadRequestException",
    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: a]",
  ],
  [
    "a gateway response's template of no content type",
    ["PUT", `${api}/gatewayresponses/THROTTLED`, { responseTemplates: { "": "x" } }],
    400,
    "BadRequestException",
    "Validation Result: warnings : [], errors : [Invalid content type specified: ]",
  ],
  [
    "a security policy that there is not",
    ["PATCH", api, patchOf("replace", "/securityPolicy", "TLS_9")],
    400,
    "BadRequestException",
    `Invalid security policy specified. Valid options are ${securityPolicies.join(",")}`,
  ],
  [
    "a new API with a security policy that there is not",
    ["POST", "/restapis", { name: "a", securityPolicy: "TLS_9" }],
    400,
    "ValidationException",
    `1 validation error detected: Value 'TLS_9' at 'createRestApiInput.securityPolicy' failed to satisfy constraint: Member must satisfy enum value set: [${securityPolicies.join(", ")}]`,
  ],
  [
    "an access mode that there is not",
    ["PATCH", api, patchOf("replace", "/endpointAccessMode", "LOOSE")],
    400,
    "BadRequestException",
    "Invalid endpoint access mode specified. Valid options are BASIC,STRICT",
  ],
  [
    "endpoints of VPCs at an API that is not private",
    ["POST", "/restapis", { name: "a", endpointConfiguration: { types: ["REGIONAL"], vpcEndpointIds: ["vpce-1"] } }],
    400,
    "BadRequestException",
    "VPCEndpoints can only be specified with PRIVATE apis.",
  ],
  [
    "endpoints of VPCs at an API that is there and not private",
    ["PATCH", api, patchOf("add", "/endpointConfiguration/vpcEndpointIds", "vpce-1")],
    400,
    "BadRequestException",
    "VPCEndpoints can only be specified with PRIVATE apis.",
  ],
  [
    "an integration with a VPC link that is not there",
    ["PUT", `${method}/integration`, { ...http, connectionType: "VPC_LINK", connectionId: "nope" }],
    400,
    "BadRequestException",
    "Invalid Vpc Link identifier specified",
  ],
  [
    "a key for a stage that is not there",
    ["POST", "/apikeys", { stageKeys: [{ restApiId: "nope", stageName: "s" }] }],
    404,
    "NotFoundException",
    "Invalid stage identifier specified",
  ],
  [
    "taking away no tags",
    ["DELETE", `/tags/arn:aws:apigateway:us-east-1::${api}`],
    400,
    "ValidationException",
    "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
  ],
  [
    "a cache of two hours",
    ["PATCH", `${api}/stages/s1`, patchOf("replace", "/*/*/caching/ttlInSeconds", "7200")],
    400,
    "BadRequestException",
    "Invalid value for caching/ttlInSeconds: 7200",
  ],
  [
    "a mode of import that there is not",
    ["PUT", `${api}?mode=replace`, { openapi: "3.0.1", info: { title: "t" }, paths: {} }],
    400,
    "ValidationException",
    "1 validation error detected: Value 'replace' at 'mode' failed to satisfy constraint: Member must satisfy enum value set: [merge, overwrite]",
  ],
  [
    "a kind of documentation that there is not",
    ["GET", `${api}/documentation/parts?locationStatus=SOME`],
    400,
    "ValidationException",
    "1 validation error detected: Value 'SOME' at 'locationStatus' failed to satisfy constraint: Member must satisfy enum value set: [DOCUMENTED, UNDOCUMENTED]",
  ],
  [
    "a size that no cache has",
    ["POST", `${api}/stages`, { stageName: "s9", deploymentId: "d", cacheClusterSize: "7" }],
    400,
    "ValidationException",
    "1 validation error detected: Value '7' at 'createStageInput.cacheClusterSize' failed to satisfy constraint: Member must satisfy enum value set: [0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237]",
  ],
  [
    "a size that no cache has, of a stage that is there",
    ["PATCH", `${api}/stages/s1`, patchOf("replace", "/cacheClusterSize", "7")],
    400,
    "BadRequestException",
    "Invalid cache cluster size specified: 7",
  ],
  [
    "a short key",
    ["POST", "/apikeys", { value: "short" }],
    400,
    "BadRequestException",
    "API Key value should be at least 20 characters",
  ],
];

describe("API Gateway refuses as AWS does", () => {
  it.each(cases)("%s", async (_, [verb, url, body], status, type, message) => {
    const answer = await plane.call(verb, url, body);
    expect(answer).toMatchObject({ status, headers: { "x-amzn-ErrorType": type }, body: { message } });
  });

  it("takes a method setting of a method only, whose name may be escaped", async () => {
    const set = async (path: string) =>
      (await plane.patch(`${api}/stages/s1`, { op: "replace", path: `${path}/metrics/enabled`, value: "true" })).body;
    expect(await set("/~1pets/FOO")).toHaveProperty("message", expect.stringMatching(/^Invalid method setting path: /));
    expect(await set("/~1pets/ANY")).toMatchObject({ methodSettings: { "~1pets/ANY": { metricsEnabled: true } } });
    expect(await set("/pets/{id}/GET")).toMatchObject({
      methodSettings: { "pets/{id}/GET": { metricsEnabled: true } },
    });
  });

  it("takes spaces in an authorizer's path, as AWS was recorded to do", async () => {
    const authorizerUri =
      "arn:aws:apigateway:x:lambda:path/   2015-03-31/functions/arn:aws:lambda:x:0:function:f/invocations";
    const made = await plane.call("POST", `${api}/authorizers`, {
      name: "spaced",
      type: "TOKEN",
      authorizerUri,
      identitySource: "method.request.header.A",
    });
    expect(made).toMatchObject({ status: 201, body: { authorizerUri } });
  });

  it("gives a cache the smallest size where none is asked for", async () => {
    const patch = async (path: string, value: string) =>
      (await plane.patch(`${api}/stages/s1`, { op: "replace", path, value })).body;
    expect(await patch("/cacheClusterEnabled", "true")).toMatchObject({ cacheClusterSize: "0.5" });
    expect(await patch("/cacheClusterSize", "1.6")).toMatchObject({ cacheClusterSize: "1.6" });
  });

  it("names the method that was made last, of those that use a model", async () => {
    await plane.call("POST", `${api}/models`, { name: "Pet", contentType: "application/json", schema: "{}" });
    const requestModels = { "application/json": "Pet" };
    for (const at of [pets, greedy])
      await plane.call("PUT", `${at}/methods/PUT`, { authorizationType: "NONE", requestModels });
    const { body } = await plane.call("DELETE", `${api}/models/Pet`);
    expect(body["message"]).toBe("Cannot delete model 'Pet', is referenced in method request: /{proxy+}/PUT");
  });

  it("names every path that a stage takes when one is unknown", async () => {
    const { body } = await plane.patch(`${api}/stages/s1`, { op: "replace", path: "/tags/tag1", value: "x" });
    expect(body["message"]).toBe(
      "Invalid method setting path: /tags/tag1. Must be one of: [/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]",
    );
  });
});
