import type { Account } from "../../account/account.ts";
import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import { contextKeys } from "../../policy/context-keys.ts";
import type { PolicyContext } from "../../policy/variables.ts";
import { queryOperation } from "../../protocols/query.ts";
import type { XmlMembers } from "../../protocols/xml.ts";
import { list } from "../../shape/collection.ts";
import { required, structure } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { permissionsPolicy } from "../documents/policy-document.ts";
import { groupsOf, managedPolicy } from "../evaluate.ts";
import { allOf } from "../kind.ts";
import { identityKinds } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { callerIn, resourceSide, resourceSideOf } from "./resource-side.ts";
import type { SimulatedCaller } from "./resource-side.ts";
import { simulate } from "../simulation.ts";
import type { Outcome, Simulated, Source } from "../simulation.ts";
import type { Identity, User } from "../store.ts";

const question = {
  ActionNames: required(list(text({ min: 3, max: 128 }))),
  ResourceArns: list(text({ min: 1, max: 2048 })),
  ContextEntries: list(
    structure({ ContextKeyName: required(text()), ContextKeyValues: list(text()), ContextKeyType: text() }),
  ),
  PermissionsBoundaryPolicyInputList: list(parameter.document),
  ...resourceSide,
  ...parameter.paging,
};
const principal = { PolicySourceArn: required(parameter.policyArn), PolicyInputList: list(parameter.document) };
const custom = { PolicyInputList: required(list(parameter.document)) };

/** What a role, a group, or a user with the user's groups may do. */
export const simulatePrincipalPolicy = queryOperation(
  "SimulatePrincipalPolicy",
  { ...principal, ...question },
  (scope, input) => {
    const { account } = scope;
    const identity = identityOf(account, input.PolicySourceArn);
    const { PermissionsBoundaryPolicyInputList: bounds } = input;
    const other = callerIn(input);
    const simulated: Asking = {
      caller: other ?? { arn: identity.arn, account: account.id },
      sources: [...policiesOf(account, identity), ...given("PolicyInputList", input.PolicyInputList)],
      boundary:
        bounds === undefined
          ? attached(account, identity.boundary === undefined ? [] : [identity.boundary])
          : given("PermissionsBoundaryPolicyInputList", bounds),
    };
    const self = { "aws:userid": identity.id, "aws:PrincipalArn": identity.arn };
    const named = "keys" in identity ? { ...self, "aws:username": identity.name } : self;
    return answers(scope, input, simulated, other === undefined ? named : contextOf(other));
  },
  (_, input) => input.PolicySourceArn,
);

/** What the given policies would allow. */
export const simulateCustomPolicy = queryOperation(
  "SimulateCustomPolicy",
  { ...custom, ...question },
  (scope, input) => {
    const { PolicyInputList, PermissionsBoundaryPolicyInputList: bounds } = input;
    const boundary = given("PermissionsBoundaryPolicyInputList", bounds);
    const caller = callerIn(input);
    const asking = { caller, sources: given("PolicyInputList", PolicyInputList), boundary };
    return answers(scope, input, asking, caller === undefined ? {} : contextOf(caller));
  },
  () => "*",
);

export const getContextKeysForCustomPolicy = queryOperation(
  "GetContextKeysForCustomPolicy",
  custom,
  (_, input) => keysOf(given("PolicyInputList", input.PolicyInputList)),
  () => "*",
);

export const getContextKeysForPrincipalPolicy = queryOperation(
  "GetContextKeysForPrincipalPolicy",
  principal,
  ({ account }, input) => {
    const own = policiesOf(account, identityOf(account, input.PolicySourceArn));
    return keysOf([...own, ...given("PolicyInputList", input.PolicyInputList)]);
  },
  (_, input) => input.PolicySourceArn,
);

function identityOf(account: Scope["account"], arn: string): Identity | User {
  const found = identityKinds.flatMap((kind) => allOf<Identity>(kind, account)).find((one) => one.arn === arn);
  if (found === undefined) throw new Fault("NoSuchEntity", `The entity with ARN ${arn} cannot be found.`, 404);
  return found;
}

/** AWS calls an inline policy `role_NAME_POLICY`, and a managed one by its name. */
function policiesOf(account: Account, identity: Identity | User): readonly Source[] {
  return [identity, ...groupsOf(account, identity)].flatMap((one) => {
    const type = /:(\w+)\//.exec(one.arn)?.[1] ?? "";
    const inline = [...one.inline].map(([name, document]) => ({ id: `${type}_${one.name}_${name}`, document }));
    return [...inline, ...attached(account, one.attached)];
  });
}

function attached(account: Account, arns: readonly string[]): readonly Source[] {
  return arns.flatMap((arn) => {
    const document = managedPolicy(account, arn);
    return document === undefined ? [] : [{ id: arn.split("/").at(-1) ?? "", document }];
  });
}

function given(parameterName: string, texts: readonly string[] = []): readonly Source[] {
  return texts.map((one, at) => ({ id: `${parameterName}.${at + 1}`, document: permissionsPolicy(one) }));
}

function keysOf(sources: readonly Source[]): XmlMembers {
  return { ContextKeyNames: contextKeys(sources.flatMap(({ document }) => document.statements)) };
}

// A request of a mebibyte could ask for millions.
const mostQuestions = 10_000;

/** One result for each action, with what is said to each resource that was named. */
function answers(scope: Scope, input: Of<typeof question>, asking: Asking, self: PolicyContext): XmlMembers {
  const entries = (input.ContextEntries ?? []).map((one) => [one.ContextKeyName, one.ContextKeyValues ?? []] as const);
  const context = { ...self, ...Object.fromEntries(entries) };
  const { ActionNames: actions, ResourceArns: arns = [] } = input;
  if (actions.length * arns.length > mostQuestions) {
    throw new Fault("ValidationError", `The local AWS simulates ${mostQuestions} actions on resources at most.`);
  }
  const simulated: Simulated = { ...asking, resourceSide: resourceSideOf(scope, asking.caller, input, arns) };
  const { items, end } = page(actions, input, (action) => action);
  const results = items.map((action) => {
    const asked = (arns.length === 0 ? ["*"] : arns).map((resource) => ({
      resource,
      outcome: simulate(simulated, { action, resource, context }),
    }));
    return result(action, asked, arns.length > 0);
  });
  return { EvaluationResults: results, ...end };
}

/** What is asked, and who is said to call. */
interface Asking extends Simulated {
  readonly caller: { readonly arn: string; readonly account: string } | undefined;
}

function contextOf({ arn, name }: SimulatedCaller): PolicyContext {
  return { "aws:PrincipalArn": arn, "aws:username": name };
}

interface Asked {
  readonly resource: string;
  readonly outcome: Outcome;
}

function result(action: string, asked: readonly Asked[], isSpecific: boolean): XmlMembers {
  const order = ["explicitDeny", "implicitDeny", "allowed"];
  const [worst] = [...asked].sort(
    (one, other) => order.indexOf(one.outcome.decision) - order.indexOf(other.outcome.decision),
  );
  if (worst === undefined) return {};
  const { decision, matched, missing, isWithinBoundary } = worst.outcome;
  return {
    EvalActionName: action,
    EvalResourceName: asked[0]?.resource,
    EvalDecision: decision,
    MatchedStatements: matched,
    MissingContextValues: isSpecific ? [] : missing,
    OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    PermissionsBoundaryDecisionDetail: boundaryDetail(isWithinBoundary),
    EvalDecisionDetails: new Map(),
    ResourceSpecificResults: isSpecific
      ? asked.map(({ resource, outcome }) => ({
          EvalResourceName: resource,
          EvalResourceDecision: outcome.decision,
          MatchedStatements: outcome.matched,
          MissingContextValues: outcome.missing,
          PermissionsBoundaryDecisionDetail: boundaryDetail(outcome.isWithinBoundary),
        }))
      : undefined,
  };
}

function boundaryDetail(isWithin: boolean | undefined): XmlMembers | undefined {
  return isWithin === undefined ? undefined : { AllowedByPermissionsBoundary: isWithin };
}
