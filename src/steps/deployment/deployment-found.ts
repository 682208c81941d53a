import { flag, optional, text, type Shaped } from "../../engine/step/check.ts";
import type { FoundFacts } from "../../engine/step/define-step.ts";

/** `tagless`: the endpoint gives a stage no tags. */
export const deploymentIds = { id: text, stage: text, tagless: optional(flag) };

/** The fact of a deployment that is up to date. */
export const CURRENT = "what is configured now";

export interface DeploymentFound extends FoundFacts {
  readonly ids: Shaped<typeof deploymentIds>;
  /** Methods that let nobody through, such as `POST /events`; empty or absent unless the proxy is paused. */
  readonly paused?: readonly string[];
  readonly facts: {
    /** "what is configured now" or "an earlier configuration". */
    readonly deployment: string;
    /** What some requests get instead, such as "50 % to deployment a1b2c3"; "none" for no canary. */
    readonly canary: string;
    /** The stage that the API's tag names, and the proxy that the stage's tag names; "" for none. */
    readonly tags: { readonly api: string; readonly stage: string };
  };
}
