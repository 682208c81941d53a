import { describe, expect, test } from "vitest";
import { templateValues } from "../../../../src/local/page/requests/template-values.ts";

const values = (template: string, body = '{"a":{"b":"x"},"list":[1,2]}') =>
  templateValues(template, {
    body,
    parameters: { path: {}, querystring: { q: "1" }, header: {} },
    context: new Map(),
    stageVariables: {},
  });
const shown = (template: string) => values(template).map(({ source, value }) => [source, value]);

describe("the variables of a template", () => {
  test("have their values at its end, each once, in order", () => {
    expect(shown('#set($v = $input.path("$.a.b"))$v $input.params("q") $v')).toEqual([
      ['$input.path("$.a.b")', "x"],
      ["$v", "x"],
      ['$input.params("q")', "1"],
    ]);
  });

  test("are found in conditions, arguments and texts; what only a loop knows is left out", () => {
    const template =
      '#foreach($one in $input.path("$.list"))$one $foreach.index #end#if($input.body != "")"${input.body}"#end';
    expect(shown(template).map(([source]) => source)).toEqual([
      '$input.path("$.list")',
      "$input.body",
      "${input.body}",
    ]);
  });

  test("keep their values where one of them fails that a condition guards", () => {
    const template = '#set($v = $input.path("$.a.b"))#if($v.length() > 9)$v.substring(0, 9)#end';
    expect(shown(template)).toEqual([
      ['$input.path("$.a.b")', "x"],
      ["$v.length()", "1"],
    ]);
  });

  test("are marked where they have none, and cut where they are long", () => {
    expect(values('$input.path("$.none")')).toEqual([{ source: '$input.path("$.none")', value: "", empty: true }]);
    const [long] = values("$input.body", `"${"a".repeat(5_000)}"`);
    expect([long?.value.length, long?.cut]).toEqual([2_000, true]);
  });

  test("are not called once more where that would change something", () => {
    expect(shown('#set($m = {})$!m.put("a", "b")$m.get("a")')).toEqual([['$m.get("a")', "b"]]);
  });

  test("are none of a template that cannot be read, or stops", () => {
    expect(values("#if(")).toEqual([]);
    expect(values("$input.body#stop")).toEqual([]);
  });
});
