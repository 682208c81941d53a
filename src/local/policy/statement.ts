import { isConditionOperator } from "./condition.ts";
import type { Condition } from "./condition.ts";
import { isPolicyDate } from "./policy-date.ts";

/** A list of patterns, or everything but the list (`NotAction`, `NotResource`). */
export interface Selector {
  readonly patterns: readonly string[];
  readonly except: boolean;
}

/** Whom a statement is for, by type (`AWS`, `Service`, …), or everyone but them (`NotPrincipal`). */
export interface Principals {
  /** `"*"` alone means everybody, services included. */
  readonly everyone: boolean;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly except: boolean;
}

/** One statement of a policy, ready for evaluation. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  /** False for what AWS's older parser does not take: an effect in another case, a date that is none. */
  readonly passesLegacy: boolean;
  /** Absent in policies of users and roles. */
  readonly principals?: Principals;
  /** Lower case, since actions are compared without regard to case. Empty when the statement has none. */
  readonly actions: Selector;
  /** Absent in trust policies. */
  readonly resources?: Selector;
  readonly conditions: readonly Condition[];
}

/** An invalid policy document; the message is IAM's. */
export class InvalidPolicy extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidPolicy";
  }
}

type Json = Readonly<Record<string, unknown>>;

const syntax = "Syntax errors in policy.";
const policyMembers = new Set(["Version", "Id", "Statement"]);
const statementMembers = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** A policy document with correct syntax. Whether its statements have all that a policy needs is another matter. */
export interface ReadPolicy {
  readonly version?: string;
  readonly statements: readonly Statement[];
}

/** The statements of a policy document given as JSON text. Throws InvalidPolicy. */
export function parsePolicy(text: string): Statement[] {
  const { statements } = readPolicy(text);
  checkLegacy(statements);
  checkActions(statements);
  return [...statements];
}

/** Reads a policy document given as JSON text. Throws InvalidPolicy only for its syntax. */
export function readPolicy(text: string): ReadPolicy {
  const document = object(json(text));
  onlyMembers(document, policyMembers);
  const { Version: version, Id: id, Statement: statements } = document;
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") throw new InvalidPolicy(syntax);
  if (id !== undefined && typeof id !== "string") throw new InvalidPolicy(syntax);
  if (statements === undefined) throw new InvalidPolicy(syntax);
  const list = Array.isArray(statements) ? (statements as readonly unknown[]) : [statements];
  const read = list.map((one) => statement(object(one)));
  return version === undefined ? { statements: read } : { version, statements: read };
}

/** Throws InvalidPolicy for what AWS's older parser does not take. */
export function checkLegacy(statements: readonly Statement[]): void {
  if (!statements.every(({ passesLegacy }) => passesLegacy))
    throw new InvalidPolicy("The policy failed legacy parsing");
}

/** Throws InvalidPolicy for a statement without actions. */
export function checkActions(statements: readonly Statement[]): void {
  if (statements.some(({ actions }) => actions.patterns.length === 0)) {
    throw new InvalidPolicy("Policy statement must contain actions.");
  }
}

function statement(from: Json): Statement {
  onlyMembers(from, statementMembers);
  const { Effect: spelled, Sid: sid } = from as { Effect?: unknown; Sid?: unknown };
  const effect = (["Allow", "Deny"] as const).find((one) => one.toLowerCase() === String(spelled).toLowerCase());
  if (effect === undefined || (sid !== undefined && typeof sid !== "string")) throw new InvalidPolicy(syntax);
  const whom = principals(from);
  const actions = selector(from, "Action", (action) => action.toLowerCase()) ?? { patterns: [], except: false };
  const resources = selector(from, "Resource");
  const asked = conditions(from["Condition"]);
  return {
    effect,
    passesLegacy: effect === spelled && asked.every(hasDates),
    ...(sid === undefined ? {} : { sid }),
    ...(whom === undefined ? {} : { principals: whom }),
    actions,
    ...(resources === undefined ? {} : { resources }),
    conditions: asked,
  };
}

/** Are the values of a condition about dates such? */
function hasDates({ operator, values }: Condition): boolean {
  return !operator.startsWith("Date") || values.every(isPolicyDate);
}

function selector(from: Json, name: string, spell = (text: string): string => text): Selector | undefined {
  const [only, not] = [from[name], from[`Not${name}`]];
  if (only !== undefined && not !== undefined) throw new InvalidPolicy(syntax);
  const value = only ?? not;
  return value === undefined ? undefined : { patterns: texts(value).map(spell), except: not !== undefined };
}

function principals(from: Json): Principals | undefined {
  const { Principal: only, NotPrincipal: not } = from as { Principal?: unknown; NotPrincipal?: unknown };
  if (only !== undefined && not !== undefined) throw new InvalidPolicy(syntax);
  const value = only ?? not;
  if (value === undefined) return undefined;
  if (value === "*") return { everyone: true, names: {}, except: not !== undefined };
  const names = Object.entries(object(value)).map(([type, list]) => [type, texts(list)] as const);
  if (names.some(([type]) => !["AWS", "Service", "Federated", "CanonicalUser"].includes(type))) {
    throw new InvalidPolicy(syntax);
  }
  return { everyone: false, names: Object.fromEntries(names), except: not !== undefined };
}

function conditions(from: unknown): readonly Condition[] {
  if (from === undefined) return [];
  return Object.entries(object(from)).flatMap(([operator, keys]) =>
    Object.entries(object(keys)).map(([key, values]) => condition(operator, key, scalars(values))),
  );
}

function condition(spelled: string, key: string, values: readonly string[]): Condition {
  const [, set, name = "", suffix] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(spelled) ?? [];
  if (!isConditionOperator(name)) throw new InvalidPolicy(syntax);
  const rest = { operator: name, ifExists: suffix !== undefined, key, values };
  return set === "ForAnyValue" || set === "ForAllValues" ? { ...rest, set } : rest;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidPolicy("This policy contains invalid Json");
  }
}

function object(value: unknown): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new InvalidPolicy(syntax);
  return value as Json;
}

function onlyMembers(value: Json, known: ReadonlySet<string>): void {
  if (!Object.keys(value).every((name) => known.has(name))) throw new InvalidPolicy(syntax);
}

function texts(value: unknown): readonly string[] {
  // AWS takes a null within a list as absent.
  const list = Array.isArray(value) ? (value as readonly unknown[]).filter((one) => one !== null) : [value];
  return list.map((one) => {
    if (typeof one !== "string") throw new InvalidPolicy(syntax);
    return one;
  });
}

function scalars(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list.map((one) => {
    if (typeof one !== "string" && typeof one !== "number" && typeof one !== "boolean") throw new InvalidPolicy(syntax);
    return String(one);
  });
}
