import { stringify } from "yaml";

/** A document: what JSON can hold. */
export type Node = string | number | boolean | readonly Node[] | { readonly [name: string]: Node };

/** The value as YAML, with texts of several lines as literal blocks: a template can be read. Ends with a line end. */
export function writeYaml(value: Node): string {
  // AWS reads 1.1, where `on` is no text.
  return stringify(value, { version: "1.1", lineWidth: 0, blockQuote: "literal", aliasDuplicateObjects: false });
}
