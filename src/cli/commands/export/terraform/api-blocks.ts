import { listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import { mapTexts } from "../resources/reference.ts";
import type { Properties } from "../resources/resource.ts";
import { addressOf as addressIn, type Block } from "./block.ts";
import { expression, json } from "./hcl.ts";
import type { From } from "./plain-blocks.ts";

/** The REST API, and its resource policy. */
export function apiBlocks({ one, label, idOf }: From): readonly Block[] {
  const { Name, Description, BinaryMediaTypes, Policy } = one.properties;
  const address = `aws_api_gateway_rest_api.${label}`;
  const importId = idOf(one.id);
  const api: Block = {
    type: "aws_api_gateway_rest_api",
    label,
    attributes: {
      name: Name,
      description: Description,
      binary_media_types: BinaryMediaTypes,
      tags: pairsIn(one.properties, "Tags"),
    },
    blocks: [["endpoint_configuration", { types: mapIn(one.properties, "EndpointConfiguration")["Types"] }]],
    importId,
  };
  if (Policy === undefined) return [api];
  // API Gateway writes the API's ARN in the place of the short form, and Terraform would see a difference.
  const long = mapTexts(Policy, (text) => text.replace(/^execute-api:\//, `${SELF}/`));
  const attributes = { rest_api_id: expression(`${address}.id`), policy: json(long) };
  return [api, { type: "aws_api_gateway_rest_api_policy", label, attributes, importId }];
}

/** Stands for the execution ARN of the API. */
const SELF = "\uE000RestApi.ExecutionArn\uE001";

/** A method with its answers, and the integration with its own. */
export function methodBlocks({ one, label, idOf, addressOf }: From): readonly Block[] {
  const { properties } = one;
  const { RestApiId, ResourceId, HttpMethod } = properties;
  const method = `aws_api_gateway_method.${label}`;
  const at = { rest_api_id: RestApiId, resource_id: ResourceId, http_method: expression(`${method}.http_method`) };
  const id = `${idOf("RestApi")}/${idOf(one.id)}/${textIn(properties, "HttpMethod")}`;
  const integration = mapIn(properties, "Integration");
  const declared = listIn(properties, "MethodResponses");
  return [
    {
      type: "aws_api_gateway_method",
      label,
      attributes: {
        ...at,
        http_method: HttpMethod,
        operation_name: properties["OperationName"],
        authorization: properties["AuthorizationType"],
        api_key_required: properties["ApiKeyRequired"],
        request_validator_id: properties["RequestValidatorId"],
        request_models: properties["RequestModels"],
      },
      after: one.after.map(addressOf),
      importId: id,
    },
    ...declared.map((response) => ({
      type: "aws_api_gateway_method_response",
      label: `${label}_${textIn(response, "StatusCode")}`,
      attributes: {
        ...at,
        status_code: response["StatusCode"],
        response_models: response["ResponseModels"],
        response_parameters: response["ResponseParameters"],
      },
      importId: `${id}/${textIn(response, "StatusCode")}`,
    })),
    {
      type: "aws_api_gateway_integration",
      label,
      attributes: {
        ...at,
        type: integration["Type"],
        integration_http_method: integration["IntegrationHttpMethod"],
        uri: integration["Uri"],
        credentials: integration["Credentials"],
        passthrough_behavior: integration["PassthroughBehavior"],
        content_handling: integration["ContentHandling"],
        timeout_milliseconds: integration["TimeoutInMillis"],
        request_parameters: integration["RequestParameters"],
        request_templates: integration["RequestTemplates"],
      },
      importId: id,
    },
    ...listIn(integration, "IntegrationResponses").map((response) => answerBlock(response, { at, label, id })),
  ];
}

function answerBlock(
  response: Properties,
  { at, label, id }: { readonly at: Block["attributes"]; readonly label: string; readonly id: string },
): Block {
  const status = textIn(response, "StatusCode");
  const declared = { type: "aws_api_gateway_method_response", label: `${label}_${status}` };
  return {
    type: "aws_api_gateway_integration_response",
    label: declared.label,
    attributes: {
      ...at,
      status_code: expression(`${addressIn(declared)}.status_code`),
      selection_pattern: response["SelectionPattern"],
      content_handling: response["ContentHandling"],
      response_parameters: response["ResponseParameters"],
      response_templates: response["ResponseTemplates"],
    },
    after: [`aws_api_gateway_integration.${label}`],
    importId: `${id}/${status}`,
  };
}
