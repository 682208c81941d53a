import type { Document } from "./document.ts";
import { listOf, objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** What a definition says about the API as a whole, as the body of CreateRestApi has it. */
export function settingsOf({ root }: Document): Json {
  const info = objectOf(root["info"]);
  const servers = objectOf(listOf(root["servers"])[0]);
  const endpoint = {
    ...objectOf(root["x-amazon-apigateway-endpoint-configuration"]),
    ...objectOf(servers["x-amazon-apigateway-endpoint-configuration"]),
  };
  const policy = root["x-amazon-apigateway-policy"];
  return {
    name: textOf(info["title"]) ?? "",
    description: textOf(info["description"]) || undefined,
    version: info["version"] === undefined ? undefined : String(info["version"]),
    policy: policy === undefined ? undefined : JSON.stringify(policy),
    binaryMediaTypes: root["x-amazon-apigateway-binary-media-types"],
    minimumCompressionSize: root["x-amazon-apigateway-minimum-compression-size"],
    apiKeySource: textOf(root["x-amazon-apigateway-api-key-source"])?.toUpperCase(),
    disableExecuteApiEndpoint: endpoint["disableExecuteApiEndpoint"],
    vpcEndpointIds: endpoint["vpcEndpointIds"],
  };
}
