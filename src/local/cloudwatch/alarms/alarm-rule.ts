import type { StateValue } from "./alarm.ts";
import { RuleError, RuleTokens } from "./rule-tokens.ts";

/** A rule that combines states of alarms. */
export type Rule =
  | { readonly type: "state"; readonly state: StateValue; readonly alarm: string }
  | { readonly type: "constant"; readonly value: boolean }
  | { readonly type: "not"; readonly of: Rule }
  | { readonly type: "all" | "any"; readonly of: readonly Rule[] }
  /** So many hold, or so many of a hundred. */
  | { readonly type: "some"; readonly least: number; readonly isPercent: boolean; readonly of: readonly Rule[] };

const mostChildren = 100;
const states: readonly StateValue[] = ["ALARM", "OK", "INSUFFICIENT_DATA"];
const conditions = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";

/** Reads a rule: NOT binds closer than AND, and AND closer than OR. Throws RuleError.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export function readRule(text: string): Rule {
  const tokens = new RuleTokens(text);
  const rule = anyOf(tokens);
  if (!tokens.isAtEnd) throw tokens.unsupported("'AND' or 'OR'");
  if (alarmsIn(rule).length > mostChildren) throw new RuleError(`AlarmRule names more than ${mostChildren} alarms.`);
  return rule;
}

function anyOf(tokens: RuleTokens): Rule {
  return joined(tokens, "any", "OR", allOf);
}

function allOf(tokens: RuleTokens): Rule {
  return joined(tokens, "all", "AND", condition);
}

function joined(tokens: RuleTokens, type: "all" | "any", word: string, part: (tokens: RuleTokens) => Rule): Rule {
  const of = [part(tokens)];
  while (tokens.takes(word)) of.push(part(tokens));
  return of.length === 1 ? of[0]! : { type, of };
}

function condition(tokens: RuleTokens): Rule {
  if (tokens.takes("NOT")) return { type: "not", of: condition(tokens) };
  if (tokens.takes("(")) {
    const inner = anyOf(tokens);
    tokens.expect(")");
    return inner;
  }
  if (tokens.takes("AT_LEAST")) return atLeast(tokens);
  for (const value of [true, false]) if (tokens.takes(value ? "TRUE" : "FALSE")) return { type: "constant", value };
  const state = states.find((one) => tokens.takes(one));
  if (state === undefined) throw tokens.unsupported(conditions);
  tokens.expect("(");
  const alarm = tokens.name();
  tokens.expect(")");
  return { type: "state", state, alarm };
}

/** Such as `AT_LEAST(2, ALARM, (a, b, c))` and `AT_LEAST(50%, NOT OK, (a, b))`. */
function atLeast(tokens: RuleTokens): Rule {
  tokens.expect("(");
  const [, least, percent] = /^(\d+)(%?)$/.exec(tokens.peek) ?? [];
  if (least === undefined) throw tokens.unsupported("a number or a percentage");
  tokens.name();
  tokens.expect(",");
  const isNot = tokens.takes("NOT");
  const state = states.find((one) => tokens.takes(one));
  if (state === undefined) throw tokens.unsupported("ALARM, OK, or INSUFFICIENT_DATA");
  tokens.expect(",");
  tokens.expect("(");
  const of: Rule[] = [];
  do {
    const one: Rule = { type: "state", state, alarm: tokens.name() };
    of.push(isNot ? { type: "not", of: one } : one);
  } while (tokens.takes(","));
  tokens.expect(")");
  tokens.expect(")");
  return { type: "some", least: Number(least), isPercent: percent === "%", of };
}

/** Does the rule hold? A state that is not known is none of the three. */
export function holds(rule: Rule, stateOf: (alarm: string) => StateValue | undefined): boolean {
  switch (rule.type) {
    case "state":
      return stateOf(rule.alarm) === rule.state;
    case "constant":
      return rule.value;
    case "not":
      return !holds(rule.of, stateOf);
    case "all":
      return rule.of.every((one) => holds(one, stateOf));
    case "any":
      return rule.of.some((one) => holds(one, stateOf));
    case "some": {
      const count = rule.of.filter((one) => holds(one, stateOf)).length;
      return rule.isPercent ? count * 100 >= rule.least * rule.of.length : count >= rule.least;
    }
  }
}

/** The alarms that the rule names, each once, as it names them: by name or by ARN. */
export function alarmsIn(rule: Rule): readonly string[] {
  switch (rule.type) {
    case "state":
      return [rule.alarm];
    case "constant":
      return [];
    case "not":
      return alarmsIn(rule.of);
    case "all":
    case "any":
    case "some":
      return [...new Set(rule.of.flatMap(alarmsIn))];
  }
}
