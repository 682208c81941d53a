import type { RestApi } from "../definition.ts";
import { randomId } from "../random-id.ts";
import { resourcePath } from "./resource-path.ts";
import { checkPlace } from "./resource-place.ts";

/** The resources that a definition's methods are put on. One whose path the API had before keeps its id, as AWS was recorded to do;
 * the cache of its methods is another one then. */
export class Places {
  readonly api: RestApi;
  readonly #before: ReadonlyMap<string, string>;
  /** By the ids of resources that were kept. */
  readonly #namespaces: ReadonlyMap<string, { readonly cacheNamespace: string }>;

  constructor(api: RestApi, before: RestApi | undefined) {
    this.api = api;
    const resources = before === undefined ? [] : [...before.resources.values()];
    this.#before = new Map(resources.map((one) => [before === undefined ? "" : resourcePath(before, one), one.id]));
    this.#namespaces = new Map(resources.map(({ id }) => [id, { cacheNamespace: randomId(6) }]));
  }

  /** The id of the resource at that path. Makes it and its parents when they are missing. */
  at(path: string): string {
    let at = this.api.record.rootResourceId;
    let above = "";
    for (const pathPart of path.split("/").filter((part) => part !== "")) {
      above += `/${pathPart}`;
      const children = [...this.api.resources.values()].filter(({ parentId }) => parentId === at);
      const there = children.find((child) => child.pathPart === pathPart);
      const id = this.#before.get(above) ?? randomId(6);
      const resource = there ?? { id, parentId: at, pathPart, methods: new Map() };
      if (there === undefined) {
        checkPlace(this.api, resource, { parentId: at, pathPart });
        this.api.resources.set(resource.id, resource);
      }
      at = resource.id;
    }
    return at;
  }

  /** What the integrations of a resource say of their cache, where that is not the resource's id. */
  cacheNamespace(resourceId: string): { readonly cacheNamespace?: string } {
    return this.#namespaces.get(resourceId) ?? {};
  }
}
