import { describe, expect, test } from "vitest";
import { Input } from "../../../src/local/velocity/aws/input.ts";
import { util } from "../../../src/local/velocity/aws/util.ts";
import { render } from "../../../src/local/velocity/render.ts";
import type { Value } from "../../../src/local/velocity/values/value.ts";

function rendered(template: string, body = "{}"): string {
  const input = new Input(body, { path: {}, querystring: {}, header: {} });
  const variables = new Map<string, Value>([
    ["input", input],
    ["util", util],
  ]);
  return render(template, variables);
}

const nested = (depth: number, inner: string): string =>
  "#foreach($i in [1..1000])".repeat(depth) + inner + "#end".repeat(depth);
const hostile = `${"a".repeat(40)}!`;

describe("a template that would never end is ended", () => {
  test.each([
    ["a range of two billion", "#foreach($i in [1..2000000000])x#end"],
    ["a range backwards", "#set($a = [2000000000..-2000000000])"],
    ["loops in loops", nested(6, "x")],
    ["texts that double", `#set($a = "ab")${nested(1, '#set($a = "$a$a")')}$a`],
    ["sums that double", `#set($a = "ab")${nested(1, "#set($a = $a + $a)")}$a`],
    ["texts that double by a method", `#set($a = "ab")${nested(1, "#set($a = $a.concat($a))")}$a`],
    ["lists that double", `#set($a = [1, 2])${nested(1, "#set($x = $a.addAll($a))")}$a.size()`],
    ["macros that double their argument", `${doubling(19)}#m19("x")`],
    ["macros that call themselves twice", "#macro(m)#m()#m()#m()#end#m()"],
    ["definitions that print one another", `${definitions(40)}$d40`],
    ["long texts in a loop", nested(2, "$input.body"), "x".repeat(1_000_000)],
    ["JSON that is printed in a loop", nested(2, "#set($a = $input.json('$'))"), `["${"x".repeat(1_000_000)}"]`],
    ["JSON that is read in a loop", nested(2, "#set($a = $util.parseJson($input.body))"), `["${"x".repeat(1e6)}"]`],
    ["templates in a loop", `#set($t = $input.body)${nested(2, "#evaluate($t)")}`, "x".repeat(1_000_000)],
    ["a pattern that has lost its way", "$input.body.matches('^(a+)+$')", hostile],
    ["one that replaces", "$input.body.replaceFirst('(a|a)*$', 'b')", hostile],
    ["one that splits", "$input.body.split('(a+)+$').size()", hostile],
    ["one of a path", "$input.path('$[?(@ =~ /(a+)+/)]')", `["${hostile}"]`],
    ["one on a long text", "$input.body.replaceAll('x*y', '')", "x".repeat(1_000_000)],
  ])("%s", (...[, template, body = "{}"]) => {
    expect(() => rendered(template, body)).toThrow(/takes too long|Maximum|Invalid string length|More than 20 macros/);
  });
});

test("a template that matches one payload soon is ended on a hostile one, and goes on after that", () => {
  const template = "$input.body.matches('^(a+)+$')";
  expect([rendered(template, "aaa"), rendered(template, "aab")]).toEqual(["true", "false"]);
  expect(() => rendered(template, hostile)).toThrow(/takes too long/);
  expect(rendered(template, "aaa")).toBe("true");
});

test("what templates do is far from the end", () => {
  const batch = JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: "x".repeat(2_000) })));
  const each = "$input.json(\"$[$foreach.index]\") $input.path('$').get($foreach.index).name.substring(0, 10)";
  const template = `#foreach($one in $input.path('$'))#set($a = "$a$foreach.index")${each}#end`;
  expect(rendered(template, batch).length).toBeGreaterThan(1_000_000);
  expect(rendered(nested(2, "x")).length).toBe(1_000_000);
  expect(rendered("$input.body.replaceAll('(a|b)+', 'c').length()", "ab".repeat(500_000))).toBe("1");
});

test("the budget of one template is not that of the next", () => {
  const half = nested(2, "#set($a = 1)");
  for (let i = 0; i < 2; i++) expect(rendered(half)).toBe("");
});

function doubling(depth: number): string {
  const macros = Array.from({ length: depth + 1 }, (_, at) =>
    at === 0 ? "#macro(m0 $x)$x#end" : `#macro(m${at} $x)#m${at - 1}("$x$x$x$x")#end`,
  );
  return macros.join("");
}

function definitions(depth: number): string {
  const defined = Array.from({ length: depth + 1 }, (_, at) =>
    at === 0 ? "#define($d0)x#end" : `#define($d${at})$d${at - 1}$d${at - 1}#end`,
  );
  return defined.join("");
}
