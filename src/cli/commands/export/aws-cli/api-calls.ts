import { listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import { reference } from "../resources/reference.ts";
import type { Properties, Value } from "../resources/resource.ts";
import { foundOrMade, lowered, quiet, quoted } from "./call.ts";
import { jsonText, paragraph, type Calls } from "./paragraph.ts";

/** The REST API, and the id of its root. */
export const apiCalls: Calls = ({ one, write, variable }) => {
  const { Name = "", Description, EndpointConfiguration, BinaryMediaTypes, Policy } = one.properties;
  const { call } = write;
  const [tags, api] = [pairsIn(one.properties, "Tags"), variable("Id")];
  const [[tag = "", owner = ""] = []] = Object.entries(tags) as [string, string][];
  const policy = Policy === undefined ? undefined : jsonText(Policy);
  const create = call("apigateway create-rest-api", {
    name: Name,
    description: Description,
    endpointConfiguration: lowered(EndpointConfiguration ?? {}),
    binaryMediaTypes: BinaryMediaTypes,
    tags,
  });
  const ours = `items[?name==${quoted(textIn(one.properties, "Name"))} && tags."${tag}"==${quoted(owner)}].id | [0]`;
  const root = `found apigateway get-resources --rest-api-id "$${api}" --query "items[?path=='/'].id | [0]"`;
  const patch = [{ op: "replace", path: "/policy", value: policy ?? "" }];
  return paragraph(
    `REST API ${textIn(one.properties, "Name")}`,
    "A second API of that name would be made without a question: this one is looked for first.",
    foundOrMade(api, { call: "aws apigateway get-rest-apis", query: ours }, { call: create, query: "id" }),
    `${variable("RootResourceId")}=$(${root})\n`,
    policy === undefined
      ? ""
      : "# Who may call. Until it is set everybody may, and it counts from the next deployment on.\n" +
          `${quiet(call("apigateway update-rest-api", { restApiId: reference(one.id, "Id"), patchOperations: patch }))}`,
  );
};

/** A path of the API. */
export const pathCalls: Calls = ({ one, write, variable }) => {
  const { RestApiId: restApiId, ParentId: parentId = "", PathPart: pathPart = "" } = one.properties;
  const query = `items[?parentId==${quoted(String(parentId))} && pathPart==${quoted(String(pathPart))}].id | [0]`;
  const make = write.call("apigateway create-resource", { restApiId, parentId, pathPart });
  const look = write.call("apigateway get-resources", { restApiId });
  return paragraph("", "", foundOrMade(variable("Id"), { call: look, query }, { call: make, query: "id" }));
};

/** The model that bodies are held against. */
export const modelCalls: Calls = ({ one, write }) => {
  const { RestApiId: restApiId, Name = "", ContentType, Description, Schema = "" } = one.properties;
  const make = write.call("apigateway create-model", {
    restApiId,
    name: Name,
    contentType: ContentType,
    description: Description,
    schema: Schema,
  });
  const patchOperations = [{ op: "replace", path: "/schema", value: Schema }];
  const change = write.call("apigateway update-model", { restApiId, modelName: Name, patchOperations });
  return paragraph("JSON Schema", "", `make ${make}\n`, quiet(change));
};

/** What holds bodies against the model. */
export const validatorCalls: Calls = ({ one, write, variable }) => {
  const { RestApiId: restApiId, Name = "", ...others } = one.properties;
  const make = write.call("apigateway create-request-validator", { restApiId, name: Name, ...others });
  const look = write.call("apigateway get-request-validators", { restApiId });
  const query = `items[?name==${quoted(String(Name))}].id | [0]`;
  return paragraph("", "", foundOrMade(variable("Id"), { call: look, query }, { call: make, query: "id" }));
};

/** An answer of API Gateway's own. */
export const gatewayResponseCalls: Calls = ({ one, write }) =>
  paragraph("", "", quiet(write.call("apigateway put-gateway-response", one.properties)));

/** A method with its answers, and the integration with its own. */
export const methodCalls: Calls = ({ one: { properties }, write }) => {
  const { RestApiId: restApiId, ResourceId: resourceId, HttpMethod: httpMethod = "" } = properties;
  const at = { restApiId, resourceId, httpMethod };
  const { MethodResponses: _answers, Integration: _integration, AuthorizationType, ...others } = properties;
  const { IntegrationResponses: _responses, Type, Uri, TimeoutInMillis, ...rest } = mapIn(properties, "Integration");
  const { call } = write;
  const integration = { ...at, type: Type, uri: Uri, ...rest, timeoutInMillis: TimeoutInMillis };
  const templates = Object.values(mapIn(rest, "RequestTemplates"));
  const responses = listIn(mapIn(properties, "Integration"), "IntegrationResponses");
  return paragraph(
    `Method ${textIn(properties, "OperationName") || String(httpMethod)}`,
    "One that is there is made anew: callers get what is deployed until the next deployment.",
    `${call("apigateway delete-method", at)} 2>/dev/null || true\n`,
    quiet(call("apigateway put-method", { ...others, authorizationType: AuthorizationType })),
    ...listIn(properties, "MethodResponses").map((response) =>
      quiet(call("apigateway put-method-response", { ...at, ...response })),
    ),
    whyRequest(templates),
    quiet(call("apigateway put-integration", integration)),
    whyResponses(responses),
    ...responses.map((response) => quiet(call("apigateway put-integration-response", { ...at, ...response }))),
  );
};

function whyRequest(templates: readonly Value[]): string {
  if (!templates.some((one) => String(one).includes("$context.extendedRequestId"))) return "";
  return "# The partition key is not $context.requestId: a caller can choose that, by x-amzn-RequestId.\n";
}

function whyResponses(responses: readonly Properties[]): string {
  if (responses.length < 2) return "";
  return `# One answer, 200, for whatever Kinesis says would make a lost event look stored: each kind of refusal has its own. And an empty
# template is kept as none, which lets Kinesis' own answer through: an answer of nothing is a template that renders to nothing.
`;
}
