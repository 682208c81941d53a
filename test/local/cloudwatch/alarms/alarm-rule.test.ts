import fc from "fast-check";
import { expect, test } from "vitest";
import { alarmsIn, holds, readRule } from "../../../../src/local/cloudwatch/alarms/alarm-rule.ts";
import type { Rule } from "../../../../src/local/cloudwatch/alarms/alarm-rule.ts";

const states = ["OK", "ALARM", "INSUFFICIENT_DATA"] as const;
const names = ["a", "b-1", "OR", "not(me)", 'say "hi"', "arn:aws:cloudwatch:eu-west-1:1:alarm:x"];

const { rule: rules } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      type: fc.constant("state" as const),
      state: fc.constantFrom(...states),
      alarm: fc.constantFrom(...names),
    }),
    fc
      .record({
        least: fc.nat(100),
        isPercent: fc.boolean(),
        state: fc.constantFrom(...states),
        alarms: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
        isNot: fc.boolean(),
      })
      .map(({ alarms, state, isNot, ...rest }) => ({
        type: "some" as const,
        ...rest,
        of: alarms.map((alarm): Rule => {
          const one = { type: "state" as const, state, alarm };
          return isNot ? { type: "not", of: one } : one;
        }),
      })),
    fc.record({ type: fc.constant("constant" as const), value: fc.boolean() }),
    fc.record({ type: fc.constant("not" as const), of: tie("rule") }),
    fc.record({
      type: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("rule"), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

const binding = { any: 0, all: 1, not: 2, state: 3, constant: 3, some: 3 } as const;

const named = (alarm: string, pick: (most: number) => number) =>
  !/[\s"()]/.test(alarm) && pick(1) === 0 ? alarm : `"${alarm.replace(/["\\]/g, "\\$&")}"`;

/** The rule as somebody may write it: with no more parentheses than it needs, or with more, in either case. */
function written(rule: Rule, pick: (most: number) => number): string {
  const spelt = (word: string) => (pick(1) === 0 ? word : word.toLowerCase());
  const inner = (of: Rule) => {
    const text = written(of, pick);
    return binding[of.type] <= binding[rule.type] - (rule.type === "not" ? 1 : 0) || pick(3) === 0
      ? `( ${text})`
      : text;
  };
  switch (rule.type) {
    case "state": {
      return `${spelt(rule.state)}(${named(rule.alarm, pick)})`;
    }
    case "constant":
      return spelt(rule.value ? "TRUE" : "FALSE");
    case "not":
      return `${spelt("NOT")} ${inner(rule.of)}`;
    case "all":
    case "any":
      return rule.of
        .map(inner)
        .join(
          pick(1) === 0
            ? ` ${spelt(rule.type === "all" ? "AND" : "OR")} `
            : `\n${rule.type === "all" ? "AND" : "OR"}\t`,
        );
    case "some": {
      const [first] = rule.of;
      const one = first?.type === "not" ? first.of : first;
      const state = one?.type === "state" ? one.state : "";
      const alarms = rule.of.flatMap(alarmsIn).map((alarm) => named(alarm, pick));
      const not = first?.type === "not" ? "NOT " : "";
      return `${spelt("AT_LEAST")}(${rule.least}${rule.isPercent ? "%" : ""}, ${not}${state}, (${alarms.join(", ")}))`;
    }
  }
}

test("a rule is read as it was written, whatever its spelling, and comes to the same in any states", () => {
  fc.assert(
    fc.property(
      rules,
      fc.infiniteStream(fc.nat(3)),
      fc.array(fc.option(fc.constantFrom(...states), { nil: undefined }), { minLength: 6, maxLength: 6 }),
      (rule, choices, given) => {
        const pick = (most: number) => choices.next().value! % (most + 1);
        const read = readRule(written(rule, pick));
        const stateOf = (alarm: string) => given[names.indexOf(alarm)];
        expect(holds(read, stateOf)).toBe(holds(rule, stateOf));
        expect(new Set(alarmsIn(read))).toEqual(new Set(alarmsIn(rule)));
      },
    ),
  );
});

test("AWS's own examples", () => {
  const inAlarm =
    (...alarms: readonly string[]) =>
    (alarm: string) =>
      alarms.includes(alarm) ? ("ALARM" as const) : ("OK" as const);
  const third = readRule("(ALARM(CPUUtilizationTooHigh) OR ALARM(DiskReadOpsTooHigh)) AND OK(NetworkOutTooHigh)");
  expect(holds(third, inAlarm("DiskReadOpsTooHigh"))).toBe(true);
  expect(holds(third, inAlarm("DiskReadOpsTooHigh", "NetworkOutTooHigh"))).toBe(false);
  const second = readRule("ALARM(CPUUtilizationTooHigh) AND NOT ALARM(DeploymentInProgress)");
  expect(holds(second, inAlarm("CPUUtilizationTooHigh"))).toBe(true);
  const volumes = (rule: string, ...alarms: readonly string[]) => holds(readRule(rule), inAlarm(...alarms));
  expect(volumes("AT_LEAST(2, ALARM, (a, b, c))", "a")).toBe(false);
  expect(volumes("AT_LEAST(2, ALARM, (a, b, c))", "a", "c")).toBe(true);
  expect(volumes("AT_LEAST(50%, NOT OK, (a, b, c))", "a")).toBe(false);
  expect(volumes("AT_LEAST(50%, ALARM, (a, b))", "a")).toBe(true);
  expect(volumes("AT_LEAST(50%, NOT OK, (a, b, c)) AND TRUE", "a", "b")).toBe(true);
  expect(holds(readRule("TRUE OR TRUE AND FALSE"), inAlarm())).toBe(true);
  expect(holds(readRule("NOT FALSE AND FALSE"), inAlarm())).toBe(false);
});

const start = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";

test.each([
  ["(ALARM(SampleQueue Oldest Age Alarm))", "[Unsupported token 'Oldest' at char 19, must be: ')']"],
  ["()", `Error in AlarmRule [Unsupported token ')' at char 1, must be: ${start}]`],
  ["ALARM(a) AND", `[Unsupported token '' at char 12, must be: ${start}]`],
  ["OR ALARM(a)", `[Unsupported token 'OR' at char 0, must be: ${start}]`],
  ["(ALARM(a)", "[Unsupported token '' at char 9, must be: ')']"],
  ["ALARM(a) ALARM(b)", "[Unsupported token 'ALARM' at char 9, must be: 'AND' or 'OR']"],
  ["TRUE)", "[Unsupported token ')' at char 4, must be: 'AND' or 'OR']"],
  ["ALARM()", "[Unsupported token ')' at char 6, must be: an alarm name or ARN]"],
  ['ALARM("a)', "[Unsupported token '\"' at char 6, must be: an alarm name or ARN]"],
  ["ALARM a", "[Unsupported token 'a' at char 6, must be: '(']"],
  ['"TRUE"', `[Unsupported token 'TRUE' at char 0, must be: ${start}]`],
  ["AT_LEAST(x, OK, (a))", "[Unsupported token 'x' at char 9, must be: a number or a percentage]"],
  ["AT_LEAST(1, FINE, (a))", "[Unsupported token 'FINE' at char 12, must be: ALARM, OK, or INSUFFICIENT_DATA]"],
  ["AT_LEAST(1, OK, (a,))", "[Unsupported token ')' at char 19, must be: an alarm name or ARN]"],
  ["(".repeat(501), "AlarmRule has more than 500 elements."],
  [Array.from({ length: 101 }, (_, at) => `OK(${at})`).join(" OR "), "AlarmRule names more than 100 alarms."],
])("refuses %j", (text, message) => {
  expect(() => readRule(text)).toThrow(message);
});

test("ten thousand characters of NOT end", () => {
  expect(holds(readRule(`${"NOT ".repeat(2_500)}TRUE`), () => undefined)).toBe(true);
});
