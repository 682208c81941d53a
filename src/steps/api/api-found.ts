import { flag, optional, text, type Shaped } from "../../engine/step/check.ts";
import type { FoundFacts } from "../../engine/step/define-step.ts";

/** `tagless`: the endpoint does not change the tags of a REST API. */
export const apiIds = { id: text, rootResourceId: text, tagless: optional(flag) };

export interface ApiFacts {
  /** Such as REGIONAL. */
  readonly "endpoint type": string;
  /** With spaces between them. */
  readonly "binary media types": string;
  /** HEADER, or AUTHORIZER: then the header of an API key is not looked at. */
  readonly "api key source": string;
  /** Tags that tell where the proxy's parts are, for when the state file is lost. */
  readonly tags: Readonly<Record<string, string>>;
  readonly "api-name": string;
}

export interface ApiFound extends FoundFacts {
  readonly ids: Shaped<typeof apiIds>;
  readonly facts: ApiFacts;
}

/** Are all these tags among those? */
export function isSubset(these: Readonly<Record<string, string>>, those: Readonly<Record<string, string>>): boolean {
  return Object.entries(these).every(([tag, value]) => those[tag] === value);
}
