import { badRequest } from "../faults.ts";
import type { Document } from "./document.ts";
import { listOf, objectOf, textOf } from "./json.ts";

/** What goes before each path of the definition, such as `/v1`: all of its base path (`prepend`), all but the first part (`split`)
 * or nothing (`ignore`, the default). Throws BadRequestException for another word. */
export function pathPrefix(document: Document, basepath = "ignore"): string {
  const parts = basePath(document)
    .split("/")
    .filter((part) => part !== "");
  switch (basepath.toLowerCase()) {
    case "ignore":
      return "";
    case "prepend":
      return parts.map((part) => `/${part}`).join("");
    case "split":
      return parts
        .slice(1)
        .map((part) => `/${part}`)
        .join("");
    default:
      throw badRequest(`Invalid basepath specified: ${basepath}. Valid options are ignore, prepend, split`);
  }
}

/** In OpenAPI 3 a variable `basePath` counts, also where the server's URL does not name it; else the path of that URL. */
function basePath({ root, isSwagger }: Document): string {
  if (isSwagger) return textOf(root["basePath"]) ?? "";
  const server = objectOf(listOf(root["servers"])[0]);
  const variable = objectOf(objectOf(server["variables"])["basePath"])["default"];
  const url = textOf(server["url"]) ?? "";
  return textOf(variable) ?? url.replace(/^[a-z]+:\/\/[^/]*/i, "");
}
