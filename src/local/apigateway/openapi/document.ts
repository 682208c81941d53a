import { parseDocument } from "../../protocols/bounded.ts";
import { badRequest } from "../faults.ts";
import { objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** An OpenAPI definition, of version 2 (Swagger) or 3. */
export interface Document {
  readonly root: Json;
  readonly isSwagger: boolean;
  /** The object itself, or the one within the document that its `$ref` names. */
  readonly at: (value: unknown) => Json;
}

/** Reads a definition. AWS takes YAML as well, for which Node.js has no parser. Throws BadRequestException. */
export function readDocument(body: Buffer): Document {
  const root = objectOf(parse(body));
  const isSwagger = textOf(root["swagger"])?.startsWith("2.") === true;
  if (!isSwagger && textOf(root["openapi"])?.startsWith("3.") !== true) throw badRequest("Invalid OpenAPI input.");
  return { root, isSwagger, at: (value) => resolve(root, objectOf(value), 0) };
}

function parse(body: Buffer): unknown {
  try {
    return parseDocument(body);
  } catch {
    const isYaml = /^(?:---|["']?(?:openapi|swagger)["']?\s*:)/m.test(body.toString("utf8"));
    if (!isYaml) throw badRequest("Invalid OpenAPI input.");
    throw badRequest("The local AWS reads OpenAPI definitions written in JSON, not in YAML. Convert it first.");
  }
}

const deepest = 20;

function resolve(root: Json, value: Json, depth: number): Json {
  const ref = textOf(value["$ref"]);
  if (ref === undefined) return value;
  if (!ref.startsWith("#/") || depth > deepest) throw badRequest(`Unable to resolve the reference ${ref}`);
  const names = ref.slice(2).split("/");
  const target = names.reduce<unknown>((at, name) => objectOf(at)[unescape(name)], root);
  if (target === undefined) throw badRequest(`Unable to resolve the reference ${ref}`);
  return resolve(root, objectOf(target), depth + 1);
}

function unescape(name: string): string {
  return decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
}
