import { isList, isObject } from "../../json-schema/json.ts";
import type { Json, JsonObject } from "../../json-schema/json.ts";
import { atPointer } from "../../json-schema/pointer.ts";

const samples: Readonly<Record<string, string>> = {
  string: '"foo"',
  number: "42",
  integer: "42",
  boolean: "true",
  null: "null",
};
const deepest = 20;
const mostMembers = 10_000;

/** The sample template that API Gateway's console offers for a model: `schema` is flattened. The values are AWS's, as people show
 * the templates that were made for them. */
export function modelTemplate(schema: JsonObject): string {
  let members = 0;
  const write = (given: Json | undefined, path: string, indent: string, within: readonly Json[]): string => {
    const one = resolved(schema, given);
    // A model within itself would have no end, and models that each name the next one twice hardly any.
    if (one === undefined || within.includes(one) || within.length > deepest || ++members > mostMembers) return "{ }";
    const { type, properties, items } = one;
    const kind = isList(type) ? type[0] : type;
    const inside = [...within, one];
    if (kind === "array" || (kind === undefined && items !== undefined)) {
      const item = write(isList(items) ? items[0] : items, path, indent, inside);
      return [
        "[",
        `${indent}##TODO: Update this foreach loop to reference array from input json`,
        `${indent}#foreach($elem in ${path})`,
        `${indent} ${item} `,
        `${indent}#if($foreach.hasNext),#end`,
        `${indent}#end`,
        `${indent}]`,
      ].join("\n");
    }
    if (typeof kind === "string" && Object.hasOwn(samples, kind)) return samples[kind] as string;
    const lines = Object.entries(isObject(properties) ? properties : {}).map(
      ([name, value]) =>
        `${indent}  ${JSON.stringify(name)} : ${write(value, `${path}.${name}`, `${indent}  `, inside)}`,
    );
    return lines.length === 0 ? "{ }" : `{\n${lines.join(",\n")}\n${indent}}`;
  };
  return `#set($inputRoot = $input.path('$'))\n${write(schema, "$inputRoot", "", [])}`;
}

/** The schema that references lead to; undefined where there is none. */
function resolved(root: JsonObject, schema: Json | undefined): JsonObject | undefined {
  let found = schema;
  for (let steps = 0; isObject(found) && steps < deepest; steps++) {
    const { $ref } = found;
    if (typeof $ref !== "string") return found;
    found = $ref.startsWith("#") ? atPointer(root, $ref.slice(1)) : undefined;
  }
  return undefined;
}
