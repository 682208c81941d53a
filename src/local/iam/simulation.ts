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
  readonly document: PolicyDocument;
}

/** What a request is asked of: the policies, and those that have to allow it as well. */
export interface Simulated {
  readonly sources: readonly Source[];
  readonly boundary: readonly Source[];
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
export function simulate({ sources, boundary }: Simulated, request: PolicyRequest): Outcome {
  const own = matching(sources, request);
  const bounds = boundary.length === 0 ? undefined : verdictOf(matching(boundary, request));
  const verdict = verdictOf(own);
  const narrowed = verdict === "allowed" && bounds !== undefined ? bounds : verdict;
  const told = own.filter(({ statement }) => verdict !== "denied" || statement.effect === "Deny");
  return {
    decision: decisions[narrowed],
    matched: told.map(statementMembers),
    missing: missingKeys([...sources, ...boundary], request),
    ...(bounds === undefined ? {} : { isWithinBoundary: bounds === "allowed" }),
  };
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
  return { SourcePolicyId: source.id, SourcePolicyType: "IAM Policy", ...place };
}

function missingKeys(sources: readonly Source[], request: PolicyRequest): readonly string[] {
  const aboutIt = sources
    .flatMap(({ document }) => document.statements)
    .filter((statement) => appliesTo({ ...statement, conditions: [], resources: everything }, request));
  return contextKeys(aboutIt).filter((key) => contextValues(request.context, key) === undefined);
}

const everything = { patterns: ["*"], except: false };
