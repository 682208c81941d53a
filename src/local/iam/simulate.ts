import { Fault } from "../fault.ts";
import { list, optional, structure, text } from "../protocols/fields.ts";
import { queryOperation } from "../protocols/query.ts";
import { evaluateRole } from "./evaluate.ts";
import { page } from "./page.ts";
import * as parameter from "./parameters.ts";
import { iamStore } from "./store.ts";
import type { Role } from "./store.ts";

const decisions = { allowed: "allowed", denied: "explicitDeny", none: "implicitDeny" } as const;

/** What a role may do, asked of IAM; other principals than roles do not exist here. */
export const simulatePrincipalPolicy = queryOperation(
  "iam",
  {
    PolicySourceArn: parameter.policyArn,
    ActionNames: list(text({ min: 3, max: 128 })),
    ResourceArns: list(text({ min: 1, max: 2048 })),
    ContextEntries: list(
      structure({ ContextKeyName: text(), ContextKeyValues: list(text()), ContextKeyType: optional(text()) }),
    ),
    ...parameter.paging,
  },
  ({ account }, input) => {
    const role = iamStore(account)
      .roles.all()
      .find((one) => one.arn === input.PolicySourceArn);
    if (role === undefined) throw unknownEntity(input.PolicySourceArn);
    const context = Object.fromEntries(
      input.ContextEntries.map((entry) => [entry.ContextKeyName, entry.ContextKeyValues]),
    );
    const resources = input.ResourceArns.length === 0 ? ["*"] : input.ResourceArns;
    const asked = input.ActionNames.flatMap((action) => resources.map((resource) => ({ action, resource, context })));
    const results = asked.map(({ action, resource }) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: decide(role, action, resource),
      MatchedStatements: [],
      MissingContextValues: [],
    }));
    const { items, end } = page(results, input, (one) => `${one.EvalActionName} ${one.EvalResourceName}`);
    return { EvaluationResults: items, ...end };

    function decide(of: Role, action: string, resource: string): string {
      return decisions[evaluateRole(account, of, { action, resource, context })];
    }
  },
  (_, input) => input.PolicySourceArn,
);

function unknownEntity(arn: string): Fault {
  return new Fault("NoSuchEntity", `The entity with ARN ${arn} cannot be found.`, 404);
}
