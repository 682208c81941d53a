/** The keywords of JSON Schema draft 4 that a value can break. */
export type Rule =
  | "type"
  | "enum"
  | "required"
  | "properties"
  | "patternProperties"
  | "additionalProperties"
  | "dependencies"
  | "minProperties"
  | "maxProperties"
  | "items"
  | "minItems"
  | "maxItems"
  | "uniqueItems"
  | "minLength"
  | "maxLength"
  | "pattern"
  | "minimum"
  | "maximum"
  | "multipleOf"
  | "allOf"
  | "anyOf"
  | "oneOf"
  | "not";

/** All keywords that API Gateway reads; the others name, hold or refine these. */
export type Keyword =
  Rule | "$schema" | "$ref" | "definitions" | "exclusiveMinimum" | "exclusiveMaximum" | "additionalItems";
