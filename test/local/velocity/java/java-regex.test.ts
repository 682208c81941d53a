import { expect, test } from "vitest";
import { replaceWith } from "../../../../src/local/velocity/java/java-regex.ts";

// As java.util.regex.Matcher's appendReplacement has it.
test.each([
  ["a group", "a-b", "(\\w)-(\\w)", "$2-$1", "b-a"],
  ["the whole match", "ab", "b", "[$0]", "a[b]"],
  ["the whole match and a digit", "ab", "b", "$05", "ab5"],
  ["group 1 and a digit, where there is no group 12", "ab", "(a)(b)", "$12", "a2"],
  ["group 12", "abcdefghijkl", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)", "$12$11", "lk"],
  ["a group that took no part", "b", "(a)?b", "<$1>", "<>"],
  ["a named group", "ab", "(?<first>a)", "${first}${first}", "aab"],
  ["a dollar sign", "a", "a", "\\$1", "$1"],
  ["two dollar signs and what JavaScript reads", "a", "a", "\\$\\$\\&\\`", "$$&`"],
  ["a backslash", "a", "a", "\\\\", "\\"],
  ["a bad replacement, and nothing to replace", "x", "a", "$9", "x"],
])("replaceAll: %s", (_, text, pattern, replacement, expected) => {
  expect(replaceWith(text, pattern, replacement, "g")).toBe(expected);
});

test.each([
  ["$1", "No group 1"],
  ["$", "Illegal group reference in replacement: $"],
  ["$x", "Illegal group reference in replacement: $"],
  ["${x}", "Illegal group reference in replacement: ${x}"],
  ["${toString}", "Illegal group reference in replacement: ${toString}"],
  ["a\\", "Illegal group reference in replacement: \\"],
])("replaceAll refuses %j", (replacement, expected) => {
  expect(() => replaceWith("a", "a", replacement, "g")).toThrow(expected);
});

test("replaceFirst replaces one", () => {
  expect(replaceWith("aa", "(a)", "<$1>", "")).toBe("<a>a");
});
