import { maybe, type Shaped } from "../../engine/step/check.ts";
import type { FoundFacts } from "../../engine/step/define-step.ts";

/** A run that was killed may know only one of them. */
export const keyIds = { id: maybe, usagePlanId: maybe };

export interface KeyFound extends FoundFacts {
  readonly ids: Shaped<typeof keyIds>;
  readonly facts: {
    /** enabled, disabled or missing. */
    readonly "api key": string;
    /** `apiId:stage` of each stage that the usage plan covers. */
    readonly "usage plan": string;
    /** Is the key in the plan? */
    readonly "usage plan key": string;
  };
}

/** A key that is in no plan. */
export const unplanned = {
  ours: true,
  facts: { "api key": "enabled", "usage plan": "", "usage plan key": "not in the plan" },
} as const;
