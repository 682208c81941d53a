import { describe, expect, test } from "vitest";
import { violation } from "../../../src/local/json-schema/violation.ts";
import type { Json } from "../../../src/local/json-schema/json.ts";

const definitions: Json = { name: { type: "string", minLength: 1 } };

const hundredThousand = Array.from({ length: 100_000 }, (_, at) => at);

function fits(schema: Json, value: Json): boolean {
  const resolve = (ref: string) =>
    ref === "#/definitions/name" ? (definitions as Readonly<Record<string, Json>>)["name"] : undefined;
  return violation(schema, value, { resolve, at: "" }) === undefined;
}

describe("a value fits, or does not fit", () => {
  test.each<[string, Json, Json, Json]>([
    ["type", { type: "integer" }, 1, 1.5],
    ["several types", { type: ["string", "null"] }, null, 1],
    ["an array is no object", { type: "object" }, {}, []],
    ["enum", { enum: ["a", { b: 1 }] }, { b: 1 }, "b"],
    ["required", { required: ["a"] }, { a: null }, {}],
    ["properties", { properties: { a: { type: "number" } } }, { a: 1, b: "x" }, { a: "1" }],
    ["no additional properties", { properties: { a: {} }, additionalProperties: false }, { a: 1 }, { b: 1 }],
    ["additional properties of a kind", { additionalProperties: { type: "number" } }, { a: 1 }, { a: "x" }],
    ["pattern properties", { patternProperties: { "^x-": { type: "string" } } }, { "x-a": "b" }, { "x-a": 1 }],
    ["items", { items: { type: "string" } }, ["a"], ["a", 1]],
    ["items by place", { items: [{ type: "string" }], additionalItems: false }, ["a"], ["a", 1]],
    ["minItems", { minItems: 1 }, [1], []],
    ["maxItems", { maxItems: 1 }, [1], [1, 2]],
    ["uniqueItems", { uniqueItems: true }, [1, 2], [{ a: 1 }, { a: 1 }]],
    ["minLength counts characters", { minLength: 2 }, "가나", "😀"],
    ["maxLength", { maxLength: 1 }, "😀", "ab"],
    ["pattern anywhere", { pattern: "b+" }, "abbc", "ac"],
    ["pattern with JavaScript's escapes", { pattern: "^[\\uAC00-\\uD7A3]+$" }, "서울", "Seoul"],
    ["pattern with lookahead", { pattern: "^(?!admin)" }, "user", "admin"],
    ["pattern without end on a long text", { pattern: "^(a+)+$" }, "a".repeat(50_000), `${"a".repeat(50_000)}!`],
    ["lookahead without end", { pattern: "^(?=a)(a+)+$" }, "a".repeat(40), `${"a".repeat(40)}!`],
    [
      "a name's pattern without end",
      { patternProperties: { "^(a+)+$": { type: "string" } } },
      { [`${"a".repeat(5_000)}!`]: 1 },
      { aaa: 1 },
    ],
    ["items by the hundred thousand", { uniqueItems: true }, hundredThousand, [...hundredThousand, 7]],
    ["minimum", { minimum: 1 }, 1, 0],
    ["exclusiveMinimum", { minimum: 1, exclusiveMinimum: true }, 1.1, 1],
    ["maximum", { maximum: 1 }, 1, 2],
    ["multipleOf", { multipleOf: 0.1 }, 0.3, 0.35],
    ["minProperties", { minProperties: 1 }, { a: 1 }, {}],
    ["dependencies", { dependencies: { a: ["b"] } }, { a: 1, b: 1 }, { a: 1 }],
    ["allOf", { allOf: [{ minimum: 1 }, { maximum: 3 }] }, 2, 4],
    ["anyOf", { anyOf: [{ type: "string" }, { minimum: 3 }] }, 3, 2],
    ["oneOf", { oneOf: [{ minimum: 1 }, { minimum: 3 }] }, 2, 4],
    ["not", { not: { type: "null" } }, 1, null],
    ["$ref", { properties: { n: { $ref: "#/definitions/name" } } }, { n: "x" }, { n: "" }],
  ])("%s", (_, schema, good, bad) => {
    expect(fits(schema, good)).toBe(true);
    expect(fits(schema, bad)).toBe(false);
  });

  test("a pattern that cannot be read matches everything", () => {
    expect(fits({ pattern: "(" }, "anything")).toBe(true);
  });

  test("and the reason says where", () => {
    const schema = { properties: { a: { items: { type: "number" } } } };
    expect(violation(schema, { a: [1, "x"] }, { resolve: () => undefined, at: "" })).toBe("/a/1 is not of type number");
  });
});
