import { parseDocument } from "../../protocols/bounded.ts";
import { Fault } from "../../fault.ts";
import { badRequest } from "../faults.ts";
import { objectOf } from "./json.ts";
import type { Json } from "./json.ts";
import { readYaml } from "./read-yaml.ts";

/** An OpenAPI definition, of version 2 (Swagger) or 3. */
export interface Document {
  readonly root: Json;
  readonly isSwagger: boolean;
  /** The object itself, or the one within the document that its `$ref` names. */
  readonly at: (value: unknown) => Json;
}

/** Reads a definition in JSON or YAML. Throws BadRequestException. */
export async function readDocument(body: Buffer): Promise<Document> {
  const root = objectOf(await parse(body));
  // YAML without quotes has a number there.
  const isSwagger = String(root["swagger"]).startsWith("2");
  if (!isSwagger && !String(root["openapi"]).startsWith("3")) throw badRequest("Invalid OpenAPI input.");
  return { root, isSwagger, at: (value) => resolve(root, objectOf(value), 0) };
}

async function parse(body: Buffer): Promise<unknown> {
  try {
    return parseDocument(body);
  } catch {
    return readYaml(body.toString("utf8")).catch((error: unknown) => {
      if (error instanceof Fault) throw error;
      return undefined;
    });
  }
}

const deepest = 20;

function resolve(root: Json, value: Json, depth: number): Json {
  const ref = value["$ref"];
  if (typeof ref !== "string") return value;
  if (!ref.startsWith("#/") || depth > deepest) throw badRequest(`Unable to resolve the reference ${ref}`);
  const names = ref.slice(2).split("/");
  const target = names.reduce<unknown>((at, name) => objectOf(at)[unescape(name)], root);
  if (target === undefined) throw badRequest(`Unable to resolve the reference ${ref}`);
  return resolve(root, objectOf(target), depth + 1);
}

function unescape(name: string): string {
  return decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
}
