import { listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import { mapTexts, pieces, type Reference } from "../resources/reference.ts";
import type { Description, Properties, Resource } from "../resources/resource.ts";
import { writeYaml, type Node } from "../write-yaml.ts";

/** The REST API alone as OpenAPI 3, with API Gateway's extensions. */
export function writeOpenapi(about: Description): string {
  const open = new Set<string>();
  const named = (text: string): string =>
    pieces(text)
      .map((one) => (typeof one === "string" ? one : placeholder(one, open)))
      .join("");
  const document = mapTexts(documentOf(about), named);
  return `${head(about, [...open])}${writeYaml(document)}`;
}

/** What is to be put in by whoever imports the document. */
function placeholder({ id, attribute }: Reference, open: Set<string>): string {
  const name = id === "AWS" || id === "Parameter" ? attribute : `${id}${attribute}`;
  open.add(name);
  return `{{${name}}}`;
}

function head({ name }: Description, open: readonly string[]): string {
  const hints: Readonly<Record<string, string>> = {
    RoleArn: "ARN of a role that API Gateway may assume, and that may put records into the stream",
    Region: "the region of the API",
    Partition: "aws, aws-cn or aws-us-gov",
    AccountId: "the account's twelve digits",
    HandshakeToken: "the token of handshakes, percent-encoded",
    FirehoseKey: "the access key that Firehose sends, percent-encoded",
  };
  const lines = open.map((one) => `#   {{${one}}}: ${hints[one] ?? one}\n`);
  const put = open.length === 0 ? "" : `# Put in before the import, such as by sed:\n${lines.join("")}`;
  return `# The REST API of the proxy ${name}, as kinesis-proxy makes it. The stream, the role and the stage are not part of OpenAPI.
${put}# aws apigateway import-rest-api --parameters endpointConfigurationTypes=REGIONAL --body fileb://FILE
`;
}

function documentOf({ resources }: Description): Properties {
  const of = (type: string): readonly Resource[] => resources.filter((one) => one.type === `AWS::ApiGateway::${type}`);
  const [api] = of("RestApi");
  const { properties = {} } = api ?? {};
  const models = of("Model").map((one) => [textIn(one.properties, "Name"), schemaOf(one.properties)] as const);
  const validators = of("RequestValidator").map(({ properties: one }) => [
    textIn(one, "Name"),
    {
      validateRequestBody: one["ValidateRequestBody"] === true,
      validateRequestParameters: one["ValidateRequestParameters"] === true,
    },
  ]);
  const refusals = of("GatewayResponse").map(({ properties: one }) => [
    textIn(one, "ResponseType"),
    {
      responseParameters: mapIn(one, "ResponseParameters"),
      responseTemplates: mapIn(one, "ResponseTemplates"),
    },
  ]);
  const keyed = of("Method").some((one) => one.properties["ApiKeyRequired"] === true);
  const signed = of("Method").some((one) => one.properties["AuthorizationType"] === "AWS_IAM");
  const schemes = {
    ...(keyed && { api_key: { type: "apiKey", name: "x-api-key", in: "header" } }),
    ...(signed && {
      sigv4: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
    }),
  };
  const components = {
    ...(models.length > 0 && { schemas: Object.fromEntries(models) }),
    ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
  };
  const extension = (name: string, value: Node | undefined, isThere: boolean): Properties =>
    isThere && value !== undefined ? { [`x-amazon-apigateway-${name}`]: value } : {};
  const binary = properties["BinaryMediaTypes"];
  return {
    openapi: "3.0.1",
    info: { title: textIn(properties, "Name"), description: textIn(properties, "Description"), version: "1.0" },
    ...(api !== undefined && { tags: tagsOf(properties) }),
    paths: pathsOf(resources, of("Method")),
    ...(Object.keys(components).length > 0 && { components }),
    ...extension("request-validators", Object.fromEntries(validators) as Properties, validators.length > 0),
    ...extension("gateway-responses", Object.fromEntries(refusals) as Properties, refusals.length > 0),
    ...extension("binary-media-types", binary, binary !== undefined),
    ...extension("policy", properties["Policy"], properties["Policy"] !== undefined),
  };
}

function tagsOf(properties: Properties): readonly Properties[] {
  const all = Object.entries(pairsIn(properties, "Tags"));
  return all.map(([name, value]) => ({ name, "x-amazon-apigateway-tag-value": value }));
}

/** JSON Schema of draft 4 as it is: API Gateway takes it here, too. */
function schemaOf(model: Properties): Properties {
  return JSON.parse(textIn(model, "Schema")) as Properties;
}

function pathsOf(resources: readonly Resource[], methods: readonly Resource[]): Properties {
  const paths: Record<string, Record<string, Properties>> = {};
  for (const { properties } of methods) {
    const path = pathOf(textIn(properties, "ResourceId"), resources);
    const verb = textIn(properties, "HttpMethod");
    const name = verb === "ANY" ? "x-amazon-apigateway-any-method" : verb.toLowerCase();
    paths[path] = { ...paths[path], [name]: operationOf(properties, path, resources) };
  }
  return paths;
}

/** The path of a resource, by its parents. */
function pathOf(resourceId: string, resources: readonly Resource[]): string {
  const [to] = pieces(resourceId);
  const found = typeof to === "object" ? resources.find(({ id }) => id === to.id) : undefined;
  if (found?.type !== "AWS::ApiGateway::Resource") return "/";
  const parent = pathOf(textIn(found.properties, "ParentId"), resources);
  return `${parent === "/" ? "" : parent}/${textIn(found.properties, "PathPart")}`;
}

function operationOf(method: Properties, path: string, resources: readonly Resource[]): Properties {
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = ""]) => name);
  const parameters = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  const models = Object.entries(mapIn(method, "RequestModels"));
  const bodies = models.map(([type, model]) => [type, { schema: { $ref: `#/components/schemas/${String(model)}` } }]);
  const [used] = pieces(textIn(method, "RequestValidatorId"));
  const validator = typeof used === "object" ? resources.find(({ id }) => id === used.id) : undefined;
  const security = [
    ...(method["ApiKeyRequired"] === true ? [{ api_key: [] }] : []),
    ...(method["AuthorizationType"] === "AWS_IAM" ? [{ sigv4: [] }] : []),
  ];
  const responses = listIn(method, "MethodResponses").map((one) => {
    const headers = Object.keys(mapIn(one, "ResponseParameters")).map((name) => [
      name.replace("method.response.header.", ""),
      { schema: { type: "string" } },
    ]);
    const status = textIn(one, "StatusCode");
    return [
      status,
      { description: `${status} response`, ...(headers.length > 0 && { headers: Object.fromEntries(headers) }) },
    ];
  });
  return {
    ...("OperationName" in method && { operationId: textIn(method, "OperationName") }),
    ...(parameters.length > 0 && { parameters }),
    ...(bodies.length > 0 && { requestBody: { content: Object.fromEntries(bodies), required: true } }),
    responses: Object.fromEntries(responses),
    // All of them are asked for: one object with both.
    ...(security.length > 0 && { security: [Object.assign({}, ...security)] }),
    ...(validator && { "x-amazon-apigateway-request-validator": textIn(validator.properties, "Name") }),
    "x-amazon-apigateway-integration": integrationOf(mapIn(method, "Integration")),
  } as Properties;
}

const names: Readonly<Record<string, string>> = {
  IntegrationHttpMethod: "httpMethod",
  Uri: "uri",
  Credentials: "credentials",
  TimeoutInMillis: "timeoutInMillis",
  ContentHandling: "contentHandling",
  RequestParameters: "requestParameters",
  RequestTemplates: "requestTemplates",
  StatusCode: "statusCode",
  ResponseParameters: "responseParameters",
  ResponseTemplates: "responseTemplates",
};

function integrationOf(integration: Properties): Properties {
  const responses = listIn(integration, "IntegrationResponses").map((one) => [
    textIn(one, "SelectionPattern") || "default",
    renamed(one),
  ]);
  return {
    type: textIn(integration, "Type").toLowerCase(),
    ...renamed(integration),
    passthroughBehavior: textIn(integration, "PassthroughBehavior").toLowerCase(),
    responses: Object.fromEntries(responses) as Properties,
  };
}

function renamed(of: Properties): Properties {
  const all = Object.entries(of).flatMap(([name, value]) => (names[name] ? [[names[name], value]] : []));
  return Object.fromEntries(all) as Properties;
}
