import { isConditionOperator } from "./condition.ts";
import type { Condition } from "./condition.ts";

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
  /** Absent in policies of users and roles. */
  readonly principals?: Principals;
  /** Lower case, since actions are compared without regard to case. */
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

/** The statements of a policy document given as JSON text. Throws InvalidPolicy. */
export function parsePolicy(text: string): Statement[] {
  const document = object(json(text));
  onlyMembers(document, policyMembers);
  const version = document["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") throw new InvalidPolicy(syntax);
  const statements = document["Statement"];
  if (statements === undefined) throw new InvalidPolicy(syntax);
  const list = Array.isArray(statements) ? (statements as readonly unknown[]) : [statements];
  return list.map((one) => statement(object(one)));
}

function statement(from: Json): Statement {
  onlyMembers(from, statementMembers);
  const { Effect: effect, Sid: sid } = from as { Effect?: unknown; Sid?: unknown };
  if (effect !== "Allow" && effect !== "Deny") throw new InvalidPolicy(syntax);
  if (sid !== undefined && typeof sid !== "string") throw new InvalidPolicy(syntax);
  const whom = principals(from);
  const actions = selector(from, "Action", (action) => action.toLowerCase());
  const resources = selector(from, "Resource");
  if (actions === undefined || actions.patterns.length === 0) {
    throw new InvalidPolicy("Policy statement must contain actions.");
  }
  return {
    effect,
    ...(sid === undefined ? {} : { sid }),
    ...(whom === undefined ? {} : { principals: whom }),
    actions,
    ...(resources === undefined ? {} : { resources }),
    conditions: conditions(from["Condition"]),
  };
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
  if (!isConditionOperator(name)) throw new InvalidPolicy(`Invalid Condition type : ${spelled}`);
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
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
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
