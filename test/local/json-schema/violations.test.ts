import { describe, expect, test } from "vitest";
import { violations } from "../../../src/local/json-schema/violations.ts";
import type { Json } from "../../../src/local/json-schema/json.ts";

const definitions: Json = { name: { type: "string", minLength: 1 } };

const hundredThousand = Array.from({ length: 100_000 }, (_, at) => at);

function fits(schema: Json, value: Json): boolean {
  const resolve = (ref: string) =>
    ref === "#/definitions/name" ? (definitions as Readonly<Record<string, Json>>)["name"] : undefined;
  return violations(schema, value, resolve).length === 0;
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
});

const words = (schema: Json, value: Json) => violations(schema, value, () => undefined).map(({ message }) => message);

/** Answers of API Gateway that people have put into their tests and documents, with `$context.error.validationErrorString` in them. */
describe("what API Gateway was seen to say", () => {
  const user: Json = {
    required: ["username", "fullName", "email"],
    properties: { username: {}, fullName: {}, email: {} },
    additionalProperties: false,
  };

  test.each<[Json, Json, string]>([
    [user, { username: "a" }, 'object has missing required properties (["email","fullName"])'],
    [
      user,
      { username: "a", fullName: "b", email: "c", foo: 1 },
      'object instance has properties which are not allowed by the schema: ["foo"]',
    ],
    [
      { type: "number" },
      "100",
      'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])',
    ],
    [
      { type: "string" },
      true,
      'instance type (boolean) does not match any allowed primitive type (allowed: ["string"])',
    ],
    [
      { minimum: 315_529_200_000 },
      1,
      "numeric instance is lower than the required minimum (minimum: 315529200000, found: 1)",
    ],
    [
      { enum: ["typed", "attachment"] },
      "",
      'instance value ("") not found in enum (possible values: ["typed","attachment"])',
    ],
    [
      { oneOf: [{ type: "null" }, { type: "array" }] },
      1,
      "instance failed to match exactly one schema (matched 0 out of 2)",
    ],
    [{ minLength: 1 }, "", 'string "" is too short (length: 0, required minimum: 1)'],
    [
      { pattern: "[A-Za-z0-9]{4,10}" },
      "n@me!!",
      'ECMA 262 regex "[A-Za-z0-9]{4,10}" does not match input string "n@me!!"',
    ],
  ])("of %j and %j", (schema, value, message) => {
    expect(words(schema, value)).toEqual([message]);
    const within = { properties: { a: { items: schema } } };
    expect(violations(within, { a: [value] }, () => undefined)).toEqual([{ at: "/a/0", message }]);
  });
});

describe("of what is wrong", () => {
  const text: Json = { type: "string", minLength: 2, pattern: "^x" };

  test("all of one value is said, by the names of the keywords", () => {
    expect(words(text, "a")).toEqual([
      'string "a" is too short (length: 1, required minimum: 2)',
      'ECMA 262 regex "^x" does not match input string "a"',
    ]);
  });

  test("values beside each other are said by their names, and those within them only when nothing else is wrong", () => {
    const schema: Json = { properties: { b: { type: "object", properties: { c: text } }, a: text } };
    const places = (value: Json) => violations(schema, value, () => undefined).map(({ at }) => at);
    expect(places({ b: 1, a: "xx" })).toEqual(["/b"]);
    expect(places({ b: 1, a: 2 })).toEqual(["/a", "/b"]);
    expect(places({ b: { c: 1 }, a: 2 })).toEqual(["/a"]);
    expect(places({ b: { c: 1 }, a: "xx" })).toEqual(["/b/c"]);
  });

  test("the place is a JSON pointer", () => {
    expect(violations({ properties: { "a/b~": { type: "null" } } }, { "a/b~": 1 }, () => undefined)).toMatchObject([
      { at: "/a~1b~0" },
    ]);
  });
});
