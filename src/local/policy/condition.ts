import { BlockList, isIP } from "node:net";
import { contextValues, matchesPattern, plainValue } from "./variables.ts";
import type { PolicyContext } from "./variables.ts";

/** One line of a statement's Condition: an operator, a key, and the values of which one has to match. */
export interface Condition {
  /** Without set prefix and suffix, such as `StringEquals`. */
  readonly operator: string;
  readonly set?: "ForAnyValue" | "ForAllValues";
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

/** Does the value of the request match the value in the policy? */
type Match = (actual: string, wanted: string, context: PolicyContext) => boolean;

const equals: Match = (actual, wanted, context) => actual === plainValue(wanted, context);
const equalsIgnoringCase: Match = (actual, wanted, context) =>
  actual.toLowerCase() === plainValue(wanted, context)?.toLowerCase();
const like: Match = (actual, wanted, context) => matchesPattern(wanted, actual, context);
const numbers =
  (compare: (actual: number, wanted: number) => boolean): Match =>
  (actual, wanted) =>
    compare(Number(actual), Number(wanted));
const dates =
  (compare: (actual: number, wanted: number) => boolean): Match =>
  (actual, wanted) =>
    compare(instant(actual), instant(wanted));

/** The six parts of an ARN are compared one by one, so that a star does not match a colon except in the last. */
const arnLike: Match = (actual, wanted, context) => {
  const [parts, patterns] = [arnParts(actual), arnParts(wanted)];
  return patterns.length === parts.length && patterns.every((one, at) => matchesPattern(one, parts[at] ?? "", context));
};

const positive: Readonly<Record<string, Match>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: like,
  BinaryEquals: equals,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: equalsIgnoringCase,
  NumericEquals: numbers((actual, wanted) => actual === wanted),
  NumericLessThan: numbers((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numbers((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numbers((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numbers((actual, wanted) => actual >= wanted),
  DateEquals: dates((actual, wanted) => actual === wanted),
  DateLessThan: dates((actual, wanted) => actual < wanted),
  DateLessThanEquals: dates((actual, wanted) => actual <= wanted),
  DateGreaterThan: dates((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: dates((actual, wanted) => actual >= wanted),
};

const negative: Readonly<Record<string, Match>> = {
  StringNotEquals: equals,
  StringNotEqualsIgnoreCase: equalsIgnoringCase,
  StringNotLike: like,
  ArnNotEquals: arnLike,
  ArnNotLike: arnLike,
  NumericNotEquals: numbers((actual, wanted) => actual === wanted),
  DateNotEquals: dates((actual, wanted) => actual === wanted),
};

/** Is there a condition operator of this name (without prefix and suffix)? */
export function isConditionOperator(name: string): boolean {
  if (name === "Null" || name === "IpAddress" || name === "NotIpAddress") return true;
  return Object.hasOwn(positive, name) || Object.hasOwn(negative, name);
}

/** Does the request meet the condition? A missing key meets a negated operator and every `…IfExists`, and no other. */
export function meetsCondition(condition: Condition, context: PolicyContext): boolean {
  const actual = contextValues(context, condition.key);
  if (condition.operator === "Null") return String(actual === undefined) === condition.values[0]?.toLowerCase();
  const { holds, negated } = test(condition, context);
  if (condition.set === "ForAllValues") return (actual ?? []).every(holds);
  if (actual === undefined || actual.length === 0)
    return condition.ifExists || (negated && condition.set === undefined);
  return negated && condition.set === undefined ? actual.every(holds) : actual.some(holds);
}

function test(
  { operator, values }: Condition,
  context: PolicyContext,
): { readonly holds: (actual: string) => boolean; readonly negated: boolean } {
  if (operator === "IpAddress") return { holds: (actual) => inRanges(values, actual), negated: false };
  if (operator === "NotIpAddress") return { holds: (actual) => !inRanges(values, actual), negated: true };
  const match = positive[operator];
  if (match !== undefined) {
    return { holds: (actual) => values.some((wanted) => match(actual, wanted, context)), negated: false };
  }
  const opposite = negative[operator] ?? equals;
  return { holds: (actual) => !values.some((wanted) => opposite(actual, wanted, context)), negated: true };
}

const ranges = new WeakMap<readonly string[], BlockList>();

function inRanges(cidrs: readonly string[], address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  let list = ranges.get(cidrs);
  if (list === undefined) ranges.set(cidrs, (list = blockList(cidrs)));
  return list.check(address, family === 6 ? "ipv6" : "ipv4");
}

function blockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = "", bits] = cidr.trim().split("/");
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : Number(bits);
    if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most) continue;
    list.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

function instant(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
