import { createHash } from "node:crypto";
import type { Document } from "./document.ts";
import { objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** The models that a definition makes, by name, with their schemas as JSON text. */
export class Models {
  readonly schemas = new Map<string, string>();
  readonly #apiId: string;

  constructor({ root, isSwagger }: Document, apiId: string) {
    this.#apiId = apiId;
    const given = objectOf(isSwagger ? root["definitions"] : objectOf(root["components"])["schemas"]);
    for (const [name, schema] of Object.entries(given)) this.schemas.set(name, this.#write(schema));
  }

  /** The name of the model that a schema refers to; an inline schema gets a name of its own. */
  nameOf(schema: Json): string {
    const ref = textOf(schema["$ref"]);
    if (ref !== undefined) return ref.slice(ref.lastIndexOf("/") + 1);
    const text = this.#write(schema);
    const name = `MODEL${createHash("sha256").update(text).digest("hex").slice(0, 6)}`;
    this.schemas.set(name, text);
    return name;
  }

  /** API Gateway rewrites references between models into URLs. */
  #write(schema: unknown): string {
    const url = `https://apigateway.amazonaws.com/restapis/${this.#apiId}/models/`;
    return JSON.stringify(schema, (key, value: unknown) =>
      key === "$ref" && typeof value === "string"
        ? value.replace(/^#\/(?:definitions|components\/schemas)\//, url)
        : value,
    );
  }
}
