import type { Ids, SeenMethod } from "../engine/found.ts";

/** In a plan, the id of what AWS has yet to make. */
export const UNMADE = "-";

/** In a plan, a method that is yet to be put. */
export const unmadeMethod: SeenMethod = {
  operationName: "",
  authorization: "",
  apiKeyRequired: false,
  validatorId: "",
  models: {},
  responses: {},
};

/** The route that goes when one is made at `path`; undefined when it was there already or never was. */
export function oldRoute(old: Ids["method"] | undefined, path: string): string | undefined {
  return old === undefined || old.path === path ? undefined : `${old.httpMethod} ${old.path}`;
}
