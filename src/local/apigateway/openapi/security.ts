import type { Document } from "./document.ts";
import { listOf, objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** Who may call a method: its authorization, and whether it asks for an API key. */
export function securityOf(document: Document, operation: Json): Json {
  const { root, isSwagger, at } = document;
  const schemes = objectOf(isSwagger ? root["securityDefinitions"] : objectOf(root["components"])["securitySchemes"]);
  const asked = listOf(operation["security"] ?? root["security"]).flatMap((one) => Object.keys(objectOf(one)));
  const used = asked.map((name) => at(schemes[name]));
  const said = textOf(objectOf(operation["x-amazon-apigateway-auth"])["type"]);
  return {
    authorizationType: said ?? used.map(authorization).find((type) => type !== undefined) ?? "NONE",
    apiKeyRequired: used.some(isApiKey),
  };
}

function authorization(scheme: Json): string | undefined {
  const type = textOf(scheme["x-amazon-apigateway-authtype"])?.toLowerCase();
  if (type === undefined) return undefined;
  return type === "awssigv4" ? "AWS_IAM" : type === "cognito_user_pools" ? "COGNITO_USER_POOLS" : "CUSTOM";
}

function isApiKey(scheme: Json): boolean {
  return (
    scheme["type"] === "apiKey" &&
    scheme["in"] === "header" &&
    textOf(scheme["name"])?.toLowerCase() === "x-api-key" &&
    authorization(scheme) === undefined
  );
}
