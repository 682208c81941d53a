import { maybe, optional, text, type Shaped } from "../../engine/step/check.ts";
import type { FoundFacts } from "../../engine/step/define-step.ts";

/** A run that was killed may know only one of the first two. `oldId`: while a rotation is unfinished, the key that `id` replaces. */
export const keyIds = { id: maybe, usagePlanId: maybe, oldId: optional(text) };

export interface KeyFound extends FoundFacts {
  readonly ids: Shaped<typeof keyIds>;
  readonly facts: {
    /** enabled, disabled or missing. */
    readonly "api key": string;
    /** `apiId:stage` of each stage that the usage plan covers. */
    readonly "usage plan": string;
    /** Is the key in the plan? */
    readonly "usage plan key": string;
    /** Requests that a key may make, such as `10000/day`, or none. */
    readonly quota: string;
  };
  /** A throttle that somebody has put on the usage plan, such as "1 a second, 1 at once": it is kept. */
  readonly throttle?: string | undefined;
  /** This run has made the key. */
  readonly made?: boolean;
  /** The key is in a usage plan of somebody else's, of this name: it is used, and never changed. */
  readonly foreignPlan?: string | undefined;
}

/** A key that is in no plan. */
export const unplanned = {
  ours: true,
  facts: { "api key": "enabled", "usage plan": "", "usage plan key": "not in the plan", quota: "none" },
} as const;
