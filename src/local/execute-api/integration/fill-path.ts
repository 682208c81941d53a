import type { Demanded } from "../method-request/method-request.ts";

/** The integration's URI with the values of its `{name}` parts, percent-encoded. The slashes of a greedy path parameter stay slashes,
 * also where the URI names it without its plus sign, as AWS's tutorial does: https://…/petstore/{proxy} gets /pets/1. */
export function fillPath(uri: string, values: Readonly<Record<string, string>>, demanded: Demanded): string {
  return uri.replace(/\{([^{}]+)\}/g, (all, given: string) => {
    const name = given.replace(/\+$/, "");
    const value = values[name];
    if (value === undefined) return all;
    const keepsSlashes = given.endsWith("+") || isGreedy(name, demanded);
    return keepsSlashes ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
  });
}

/** Is the URI's `{name}` the greedy parameter of the resource: by its mapping, or without one by its name? */
function isGreedy(name: string, { resource, method }: Demanded): boolean {
  const greedy = /\{([^{}]+)\+\}$/.exec(resource.path)?.[1];
  if (greedy === undefined) return false;
  const source = method.integration.requestParameters[`integration.request.path.${name}`];
  return source === undefined ? name === greedy : source === `method.request.path.${greedy}`;
}
