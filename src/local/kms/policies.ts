import { Fault } from "../fault.ts";
import type { JsonOperation } from "../protocols/json-operation.ts";
import { flag } from "../shape/scalar.ts";
import { required } from "../shape/structure.ts";
import { unsupported } from "./faults.ts";
import { keyOperation } from "./key-operation.ts";
import { keyPolicy, refuseLockout } from "./key-policy.ts";
import { paging, policy, policyName } from "./members.ts";

/** The operations on a key's policy. The only name that one has is `default`. */
export const policyOperations: readonly JsonOperation[] = [
  keyOperation("GetKeyPolicy", { PolicyName: policyName }, {}, (_, key, { PolicyName = "default" }) => {
    if (PolicyName !== "default") throw new Fault("NotFoundException", "No such policy exists");
    return { Policy: key.policy.text, PolicyName };
  }),
  keyOperation(
    "PutKeyPolicy",
    { PolicyName: policyName, Policy: required(policy), BypassPolicyLockoutSafetyCheck: flag },
    {},
    (scope, key, { PolicyName = "default", Policy, BypassPolicyLockoutSafetyCheck: bypass }) => {
      if (PolicyName !== "default") throw unsupported("Only default policy is supported");
      const put = keyPolicy(Policy);
      refuseLockout(scope, { ...key, policy: put }, bypass);
      key.policy = put;
    },
  ),
  keyOperation("ListKeyPolicies", paging, {}, () => ({ PolicyNames: ["default"], Truncated: false })),
];
