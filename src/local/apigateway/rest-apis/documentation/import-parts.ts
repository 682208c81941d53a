import { readInput, required, structure } from "../../../shape/structure.ts";
import { restJsonDialect } from "../../../protocols/rest-json-dialect.ts";
import type { DocumentationPart } from "../../definition.ts";
import type { Document } from "../../openapi/document.ts";
import { listOf, objectOf } from "../../openapi/json.ts";
import { randomId } from "../../random-id.ts";
import { complete, isSame, locationShape } from "./location.ts";

const partShape = structure({ location: required(locationShape) });

/** Takes the parts of a definition's `x-amazon-apigateway-documentation` over; a part for the same place keeps what the new one does
 * not say. Gives the ids. */
export function importParts(parts: Map<string, DocumentationPart>, { root }: Document): readonly string[] {
  const given = listOf(objectOf(root["x-amazon-apigateway-documentation"])["documentationParts"]);
  return given.map((one) => {
    const read = readInput(partShape, objectOf(one), restJsonDialect, "documentationPart");
    const location = complete(read.location);
    const there = [...parts.values()].find((part) => isSame(part.location, location));
    const before = there === undefined ? {} : objectOf(JSON.parse(there.properties));
    const properties = JSON.stringify({ ...before, ...objectOf(objectOf(one)["properties"]) });
    const part = { id: there?.id ?? randomId(6), location, properties };
    parts.set(part.id, part);
    return part.id;
  });
}
