import { createHash } from "node:crypto";
import type { ModelRecord, RestApi } from "../definition.ts";
import { badRequest } from "../faults.ts";
import { checkSchema } from "../rest-apis/model-check.ts";
import { randomId } from "../random-id.ts";
import { defined } from "../without.ts";
import type { Document } from "./document.ts";
import { objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import type { Problems } from "./problems.ts";

/** The models that a definition makes in the API. */
export class Models {
  readonly #api: RestApi;
  readonly #problems: Problems;

  constructor(api: RestApi, { root, isSwagger }: Document, problems: Problems) {
    this.#api = api;
    this.#problems = problems;
    const given = objectOf(isSwagger ? root["definitions"] : objectOf(root["components"])["schemas"]);
    for (const [name, schema] of Object.entries(given)) {
      problems.attempt(`Unable to create model for '${name}'`, () => this.#put(name, objectOf(schema)));
    }
  }

  /** The name of the model that a schema refers to; an inline schema gets a name of its own. Undefined, with a warning, where a
   * reference leads nowhere. */
  nameOf(schema: Json): string | undefined {
    const ref = textOf(schema["$ref"]);
    if (ref === undefined) {
      const name = `MODEL${createHash("sha256").update(this.#write(schema)).digest("hex").slice(0, 6)}`;
      this.#problems.attempt(`Unable to create model for '${name}'`, () => this.#put(name, schema));
      return this.#api.models.has(name) ? name : undefined;
    }
    const name = ref.slice(ref.lastIndexOf("/") + 1);
    if (this.#api.models.has(name)) return name;
    this.#problems.warn(`Reference to model '${name}' not found. Ignoring.`);
    return undefined;
  }

  #put(name: string, schema: Json): void {
    if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`);
    const written = this.#write(schema);
    checkSchema(written);
    const description = textOf(schema["description"]);
    const model: ModelRecord = {
      ...defined({ description }),
      id: this.#api.models.get(name)?.id ?? randomId(6),
      name,
      contentType: "application/json",
      schema: written,
    };
    this.#api.models.set(name, model);
  }

  /** API Gateway rewrites references between models into URLs, and sorts the names of required members. */
  #write(schema: Json): string {
    const url = `https://apigateway.amazonaws.com/restapis/${this.#api.id}/models/`;
    return JSON.stringify(schema, (key, value: unknown) => {
      if (key === "$ref" && typeof value === "string") {
        return value.replace(/^#\/(?:definitions|components\/schemas)\//, url);
      }
      return key === "required" && Array.isArray(value) ? value.toSorted() : value;
    });
  }
}
