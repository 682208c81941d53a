/** The keywords of JSON Schema draft 4 that a value can break. */
export type Rule =
  | "type"
  | "enum"
  | "required"
  | "additionalItems"
  | "additionalProperties"
  | "dependencies"
  | "minProperties"
  | "maxProperties"
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

/** All keywords that API Gateway reads; the others name, hold or refine these, or lead to the values within a value. */
export type Keyword =
  | Rule
  | "$schema"
  | "$ref"
  | "definitions"
  | "exclusiveMinimum"
  | "exclusiveMaximum"
  | "properties"
  | "patternProperties"
  | "items";
