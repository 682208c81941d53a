import { condition } from "./condition.ts";
import { InvalidPattern } from "./invalid-pattern.ts";
import { readJson, selectorPattern, stepsOf, textOf, valuesAt } from "./json-selector.ts";
import type { JsonValue } from "./json-selector.ts";
import type { Pattern } from "./found.ts";
import { Scanner } from "./scanner.ts";

type Test = (root: JsonValue) => boolean;

/** A pattern for JSON events, such as `{ $.status = 4* && $.latency > 1000 }`. Throws InvalidPattern. */
export function jsonPattern(text: string): Pattern {
  const scanner = new Scanner(text);
  const selectors = new Set<string>();
  scanner.expect("{");
  const test = either(scanner, selectors);
  scanner.expect("}");
  scanner.end();
  return {
    selectors: [...selectors],
    read(message) {
      const root = readJson(message);
      if (root === undefined || !test(root)) return undefined;
      return (selector) => {
        const steps = stepsOf(selector);
        const [value] = steps === undefined ? [] : valuesAt(root, steps);
        return value === undefined || value === null ? undefined : textOf(value);
      };
    },
  };
}

function either(scanner: Scanner, selectors: Set<string>): Test {
  const tests = [both(scanner, selectors)];
  while (scanner.takes("||")) tests.push(both(scanner, selectors));
  return tests.length === 1 ? tests[0]! : (root) => tests.some((test) => test(root));
}

function both(scanner: Scanner, selectors: Set<string>): Test {
  const tests = [single(scanner, selectors)];
  while (scanner.takes("&&")) tests.push(single(scanner, selectors));
  return tests.length === 1 ? tests[0]! : (root) => tests.every((test) => test(root));
}

function single(scanner: Scanner, selectors: Set<string>): Test {
  if (scanner.takes("(")) {
    const test = either(scanner, selectors);
    scanner.expect(")");
    return test;
  }
  const selector = scanner.take(selectorPattern)?.[0] ?? "";
  const steps = stepsOf(selector);
  if (steps === undefined) throw new InvalidPattern();
  selectors.add(selector);
  const word = scanner.take(/(?:IS\s+(TRUE|FALSE|NULL)|NOT\s+(EXISTS))\b/y);
  if (word === undefined) {
    const [comparison, literal] = scanner.comparison();
    const holds = condition(comparison, literal, false);
    return (root) =>
      valuesAt(root, steps).some((value) => comparable(value) !== undefined && holds(comparable(value)!));
  }
  const [, is] = word;
  if (is === undefined) return (root) => valuesAt(root, steps).length === 0;
  const wanted = is === "NULL" ? null : is === "TRUE";
  return (root) => valuesAt(root, steps).includes(wanted);
}

function comparable(value: JsonValue): string | number | undefined {
  if (typeof value === "string" || typeof value === "number") return value;
  return typeof value === "boolean" ? String(value) : undefined;
}
