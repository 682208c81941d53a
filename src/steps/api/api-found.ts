import type { Drift } from "../../engine/errors.ts";
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

/** Where a tag is not as wanted, as one difference; tags that are not wanted may be there beside. */
export function tagDrift(wanted: ApiFacts["tags"], actual: ApiFacts["tags"]): readonly Drift[] {
  const names = Object.keys(wanted).filter((name) => wanted[name] !== actual[name]);
  const those = (tags: ApiFacts["tags"]) => Object.fromEntries(names.map((name) => [name, tags[name]]));
  return names.length === 0 ? [] : [{ field: "tags", wanted: those(wanted), actual: those(actual) }];
}
