import { oneOf, text } from "../../../shape/text.ts";
import { required, structure } from "../../../shape/structure.ts";
import type { DocumentationLocation } from "../../definition.ts";

/** What a part may document, in the order of AWS's sentence about a wrong one. */
export const partType = oneOf(
  "RESPONSE_BODY",
  "RESPONSE",
  "METHOD",
  "MODEL",
  "AUTHORIZER",
  "RESPONSE_HEADER",
  "RESOURCE",
  "PATH_PARAMETER",
  "REQUEST_BODY",
  "QUERY_PARAMETER",
  "API",
  "REQUEST_HEADER",
);

/** A location as AWS takes it. */
export const locationShape = structure({
  type: required(partType),
  path: text(),
  method: text(),
  statusCode: text(),
  name: text(),
});

const members = ["type", "path", "method", "statusCode", "name"] as const;

/** The location with the path that AWS gives to parts of resources where none is told. */
export function complete(location: DocumentationLocation): DocumentationLocation {
  const hasPath = !["API", "AUTHORIZER", "MODEL"].includes(location.type);
  return hasPath ? { ...location, path: location.path || "/" } : location;
}

/** Do both name one thing? */
export function isSame(one: DocumentationLocation, other: DocumentationLocation): boolean {
  return members.every((name) => one[name] === other[name]);
}

/** The location in the words of AWS's sentence about a part that is there already. */
export function inWords(location: DocumentationLocation): string {
  return members.flatMap((name) => (location[name] === undefined ? [] : [`${name} '${location[name]}'`])).join(", ");
}
