import { Fault } from "../../fault.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { save } from "../kind.ts";
import type { IdentityKind } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { attachedPolicies, attachedMembers, checkPolicyArn, policyToAttach } from "../policy.ts";
import type { Identity } from "../store.ts";
import { about, change } from "./about.ts";

const mostAttached = 10;

/** The operations on the managed policies that a kind has attached. */
export function attachments<T extends Identity>(kind: IdentityKind<T>): readonly QueryOperation[] {
  const { word } = kind;
  const policy = { PolicyArn: required(parameter.policyArn) };
  return [
    change(kind, `Attach${word}Policy`, policy, (scope, one, { PolicyArn }) => {
      policyToAttach(scope, PolicyArn);
      if (one.attached.includes(PolicyArn)) return undefined;
      if (one.attached.length >= mostAttached) {
        throw new Fault("LimitExceeded", `Cannot exceed quota for PoliciesPer${word}: ${mostAttached}`, 409);
      }
      save(kind, scope.account, { ...one, attached: [...one.attached, PolicyArn] });
      return undefined;
    }),
    change(kind, `Detach${word}Policy`, policy, (scope, one, { PolicyArn }) => {
      checkPolicyArn(scope, PolicyArn);
      if (!one.attached.includes(PolicyArn)) {
        throw new Fault("NoSuchEntity", `Policy ${PolicyArn} was not found.`, 404);
      }
      save(kind, scope.account, { ...one, attached: one.attached.filter((arn) => arn !== PolicyArn) });
      return undefined;
    }),
    about(
      kind,
      `ListAttached${word}Policies`,
      { PathPrefix: parameter.pathPrefix, ...parameter.paging },
      (scope, one, input) => {
        const below = attachedPolicies(scope, one).filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
        const { items, end } = page(below, input, ({ arn }) => arn);
        return { AttachedPolicies: items.map(attachedMembers), ...end };
      },
    ),
  ];
}
