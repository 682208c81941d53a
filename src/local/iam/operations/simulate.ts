import { list } from "../../shape/collection.ts";
import { required, structure } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { evaluate } from "../../policy/policy.ts";
import type { Verdict } from "../../policy/policy.ts";
import type { PolicyContext } from "../../policy/variables.ts";
import { evaluateRole } from "../evaluate.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { permissionsPolicy } from "../policy-document.ts";
import { iamStore } from "../store.ts";

const decisions = { allowed: "allowed", denied: "explicitDeny", none: "implicitDeny" } as const;

const question = {
  ActionNames: list(text({ min: 3, max: 128 })),
  ResourceArns: list(text({ min: 1, max: 2048 })),
  ContextEntries: list(
    structure({ ContextKeyName: required(text()), ContextKeyValues: list(text()), ContextKeyType: text() }),
  ),
  ...parameter.paging,
};

/** What a role may do; there are no other principals here. */
export const simulatePrincipalPolicy = queryOperation(
  "SimulatePrincipalPolicy",
  { PolicySourceArn: required(parameter.policyArn), ...question },
  ({ account }, input) => {
    const role = iamStore(account)
      .roles.all()
      .find((one) => one.arn === input.PolicySourceArn);
    if (role === undefined) throw unknownEntity(input.PolicySourceArn);
    return answers(input, (request) => evaluateRole(account, role, request));
  },
  (_, input) => input.PolicySourceArn,
);

/** What the given policies would allow. */
export const simulateCustomPolicy = queryOperation(
  "SimulateCustomPolicy",
  {
    PolicyInputList: list(parameter.document),
    PermissionsBoundaryPolicyInputList: list(parameter.document),
    ...question,
  },
  (_, input) => {
    const statements = (input.PolicyInputList ?? []).flatMap((one) => permissionsPolicy(one).statements);
    const boundary = (input.PermissionsBoundaryPolicyInputList ?? []).flatMap(
      (one) => permissionsPolicy(one).statements,
    );
    return answers(input, (request) => {
      const verdict = evaluate(statements, request);
      return verdict === "allowed" && boundary.length > 0 ? evaluate(boundary, request) : verdict;
    });
  },
  () => "*",
);

// A request of a mebibyte could ask for millions.
const mostQuestions = 10_000;

type Decide = (request: {
  readonly action: string;
  readonly resource: string;
  readonly context: PolicyContext;
}) => Verdict;

function answers(input: Of<typeof question>, decide: Decide): XmlMembers {
  const context = Object.fromEntries(
    (input.ContextEntries ?? []).map((entry) => [entry.ContextKeyName, entry.ContextKeyValues ?? []]),
  );
  const { ActionNames: actions = [], ResourceArns: arns = [] } = input;
  const resources = arns.length === 0 ? ["*"] : arns;
  if (actions.length * resources.length > mostQuestions) {
    throw new Fault("ValidationError", `The local AWS simulates ${mostQuestions} actions on resources at most.`);
  }
  const asked = actions.flatMap((action) => resources.map((resource) => ({ action, resource, context })));
  const { items, end } = page(asked, input, ({ action, resource }) => `${action} ${resource}`);
  const results = items.map((request) => ({
    EvalActionName: request.action,
    EvalResourceName: request.resource,
    EvalDecision: decisions[decide(request)],
    MatchedStatements: [],
    MissingContextValues: [],
  }));
  return { EvaluationResults: results, ...end };
}

function unknownEntity(arn: string): Fault {
  return new Fault("NoSuchEntity", `The entity with ARN ${arn} cannot be found.`, 404);
}
