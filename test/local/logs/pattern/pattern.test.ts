import { describe, expect, it } from "vitest";
import { readPattern } from "../../../../src/local/logs/pattern/pattern.ts";

const matches = (pattern: string, message: string): boolean =>
  readPattern(pattern, "filter pattern").read(message) !== undefined;

const event = JSON.stringify({
  status: "404",
  bytes: 1534,
  error: { type: "THROTTLED", codes: [7, 8] },
  ok: false,
  none: null,
  "odd name": "x",
});

describe("a pattern of terms", () => {
  it.each([
    ["", "anything", true],
    ["ERROR", "[ERROR 400] BAD REQUEST", true],
    ["ERROR", "error", false],
    ["ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", true],
    ["ERROR ARGUMENTS", "[ERROR 401] UNAUTHORIZED", false],
    ["?ERROR ?ARGUMENTS", "[WARN] MISSING ARGUMENTS", true],
    ["?ERROR ?ARGUMENTS", "[INFO] fine", false],
    ["ERROR -ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", false],
    ["ERROR -ARGUMENTS", "[ERROR 401] UNAUTHORIZED", true],
    ["-ERROR", "[INFO] fine", true],
    ['"INTERNAL SERVER ERROR"', "[ERROR 500] INTERNAL SERVER ERROR", true],
    ['"SERVER INTERNAL"', "[ERROR 500] INTERNAL SERVER ERROR", false],
    [String.raw`"say \"no\""`, 'they say "no"', true],
    ['-"404"', "status 404", false],
    ["?a b", "b", true],
    ["?a b", "a", false],
    ["%AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", true],
    ["%4[0-9]{2}%", "status 42", false],
  ])("%s on %s: %s", (pattern, message, expected) => expect(matches(pattern, message)).toBe(expected));
});

describe("a pattern for JSON", () => {
  it.each([
    ['{ $.status = "404" }', true],
    ["{ $.status = 404 }", true],
    ["{ $.status = 4* }", true],
    ['{ $.status = "*04" }', true],
    ['{ $.status = "5*" }', false],
    ["{ $.status != 4* }", false],
    ["{ $.bytes > 1000 }", true],
    ["{ $.bytes >= 1534 && $.bytes <= 1534 }", true],
    ["{ $.bytes < 1e3 }", false],
    ["{ $.bytes = 1534.0 }", true],
    // A text is never larger or smaller than a number.
    ["{ $.status > 400 }", false],
    ['{ $.error.type = "THROTTLED" }', true],
    ["{ $.error.codes[0] = 7 }", true],
    ["{ $.error.codes[*] = 8 }", true],
    ["{ $.error.codes[2] = 8 }", false],
    ["{ $.['odd name'] = x }", true],
    ["{ $.ok IS FALSE }", true],
    ["{ $.ok IS TRUE }", false],
    ["{ $.none IS NULL }", true],
    ["{ $.ok IS NULL }", false],
    ["{ $.missing NOT EXISTS }", true],
    ["{ $.none NOT EXISTS }", false],
    ["{ $.missing != x }", false],
    ["{ $.status = %^4\\d{2}$% }", true],
    ['{ ($.status = "5*") || ($.error.type = "THROTTLED") }', true],
    // && binds closer than ||.
    ["{ $.bytes = 1 && $.bytes = 2 || $.bytes = 1534 }", true],
    ["{ $.bytes = 1 && ($.bytes = 2 || $.bytes = 1534) }", false],
  ])("%s: %s", (pattern, expected) => expect(matches(pattern, event)).toBe(expected));

  it("matches no event that is not JSON", () => {
    expect(matches("{ $.a NOT EXISTS }", "plain text")).toBe(false);
    expect(matches("{ $.a NOT EXISTS }", '{"cut":')).toBe(false);
  });
});

describe("a pattern of columns", () => {
  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  it.each([
    ["[ip, user, name, time, request, status, bytes]", true],
    ["[ip, user, name, time, request, status]", false],
    ["[ip, ..., status, bytes]", true],
    ["[..., status = 4*, bytes > 1000]", true],
    ["[..., status = 4*, bytes > 2000]", false],
    ["[ip, user, name = frank || name = mary, ...]", true],
    ["[ip, user, name != frank, ...]", false],
    ['[ip, ..., request = "*index*", status, bytes]', true],
    ["[..., status != 400 && status != 404, bytes]", false],
    ["[,,,,,status=404,]", true],
    ["[ip = %^127%, ...]", true],
  ])("%s: %s", (pattern, expected) => expect(matches(pattern, line)).toBe(expected));

  it("takes brackets and quotes that stay open as they are, however many", () => {
    const read = (message: string) => readPattern("[first, ...]", "filter pattern").read(message)?.("$first");
    expect([read("[open bracket"), read('"open quote'), read("[] x"), read('""')]).toEqual(["[open", '"open', "", ""]);
    expect(read("[ ".repeat(300_000))).toBe("[");
  });

  it("finds the columns by their names", () => {
    const found = readPattern("[ip, ..., request, status, bytes]", "filter pattern").read(line);
    const names = ["$ip", "$request", "$bytes", "$nothing"];
    expect(names.map((name) => found?.(name))).toEqual(["127.0.0.1", "GET /index.html HTTP/1.0", "1534", undefined]);
  });
});

it.each([
  "a.b",
  "?",
  '"open',
  "%(%",
  "{ }",
  "{ $.a }",
  "{ $.a = }",
  "{ $.a = 1",
  "{ $.a = 1 } x",
  "{ a = 1 }",
  "{ $.eventType < UpdateTrail }",
  '{ $.a > "1" }',
  "{ $.a = 1 & $.b = 2 }",
  " {$.ThisFlag IS TRUE} ",
  "[a, ..., b, ...]",
  "[a = 1 || b = 2]",
  "[a b]",
])("%s is no pattern", (pattern) => {
  expect(() => readPattern(pattern, "filter pattern")).toThrow("Invalid filter pattern");
});
