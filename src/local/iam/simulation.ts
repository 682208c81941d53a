import { appliesTo } from "../policy/policy.ts";
import { contextKeys } from "../policy/context-keys.ts";
import type { PolicyRequest, Statement, Verdict } from "../policy/policy.ts";
import { contextValues } from "../policy/variables.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import type { PolicyDocument } from "./documents/policy-document.ts";
import { statementPlaces } from "./documents/statement-places.ts";

/** A policy of a simulation, and what the answer calls it. */
export interface Source {
  readonly id: string;
  /** `IAM Policy` where absent. */
  readonly type?: string;
  readonly document: PolicyDocument;
}

/** What a request is asked of: the policies, and those that have to allow it as well. */
export interface Simulated {
  readonly sources: readonly Source[];
  readonly boundary: readonly Source[];
  /** The policy of the resources, where they have one. */
  readonly resourceSide?: readonly ResourceSide[];
}

/** The policy of the resources, and whom it means by what: the caller, and the caller's account. */
export interface ResourceSide {
  readonly source: Source;
  readonly caller: readonly string[];
  readonly account: readonly string[];
}

/** What the policies say to one action on one resource. */
export interface Outcome {
  readonly decision: "allowed" | "explicitDeny" | "implicitDeny";
  readonly matched: readonly XmlMembers[];
  /** Keys that statements about the action ask for, and that nobody gave. */
  readonly missing: readonly string[];
  /** Absent without a boundary. */
  readonly isWithinBoundary?: boolean;
}

const decisions = { allowed: "allowed", denied: "explicitDeny", none: "implicitDeny" } as const;

/** Asks the policies. Of statements that match, those that deny are told alone, where there are any. */
export function simulate({ sources, boundary, resourceSide = [] }: Simulated, request: PolicyRequest): Outcome {
  const own = matching(sources, request);
  const bounds = boundary.length === 0 ? undefined : verdictOf(matching(boundary, request));
  const identity = verdictOf(own);
  const narrowed = identity === "allowed" && bounds !== undefined ? bounds : identity;
  const atResource = resourceSide.flatMap((side) => matchingAtResource(side, request));
  const verdict = together(narrowed, verdictOf(atResource), bounds);
  const matches = [...own, ...atResource];
  const isDenied = verdictOf(matches) === "denied";
  const told = matches.filter(({ statement }) => !isDenied || statement.effect === "Deny");
  return {
    decision: decisions[verdict],
    matched: told.map(statementMembers),
    missing: missingKeys([...sources, ...boundary, ...resourceSide.map(({ source }) => source)], request),
    ...(bounds === undefined ? {} : { isWithinBoundary: bounds === "allowed" }),
  };
}

/** In one account either side may allow; what the resource gives to the caller by name needs nothing of a boundary but no Deny. */
function together(identity: Verdict, resource: Verdict, bounds: Verdict | undefined): Verdict {
  if (resource === "none") return identity;
  return resource === "allowed" && (identity === "denied" || bounds === "denied") ? "denied" : resource;
}

/** An Allow for the whole account leaves the decision to the account's own policies; its Deny is for everybody in it. */
function matchingAtResource({ source, caller, account }: ResourceSide, request: PolicyRequest): readonly Match[] {
  const as = (names: readonly string[]) => matching([source], { ...request, principal: { type: "AWS", names } });
  const denied = as([...caller, ...account]).filter(({ statement }) => statement.effect === "Deny");
  return denied.length > 0 ? denied : as(caller);
}

interface Match {
  readonly source: Source;
  readonly statement: Statement;
  /** Its index in the policy. */
  readonly at: number;
}

function matching(sources: readonly Source[], request: PolicyRequest): readonly Match[] {
  return sources.flatMap((source) =>
    source.document.statements.flatMap((statement, at) =>
      appliesTo(statement, request) ? [{ source, statement, at }] : [],
    ),
  );
}

function verdictOf(matches: readonly Match[]): Verdict {
  if (matches.some(({ statement }) => statement.effect === "Deny")) return "denied";
  return matches.length > 0 ? "allowed" : "none";
}

function statementMembers({ source, at }: Match): XmlMembers {
  const place = statementPlaces(source.document.text)[at];
  return { SourcePolicyId: source.id, SourcePolicyType: source.type ?? "IAM Policy", ...place };
}

function missingKeys(sources: readonly Source[], request: PolicyRequest): readonly string[] {
  const aboutIt = sources
    .flatMap(({ document }) => document.statements)
    .map(({ effect, passesLegacy, actions, conditions }) => ({ effect, passesLegacy, actions, conditions }))
    .filter((statement) => appliesTo({ ...statement, conditions: [] }, request));
  return contextKeys(aboutIt).filter((key) => contextValues(request.context, key) === undefined);
}
