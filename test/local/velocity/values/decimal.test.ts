import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Input } from "../../../../src/local/velocity/aws/input.ts";
import { util } from "../../../../src/local/velocity/aws/util.ts";
import { render } from "../../../../src/local/velocity/render.ts";
import { TemplateError } from "../../../../src/local/velocity/template-error.ts";
import type { Value } from "../../../../src/local/velocity/values/value.ts";

function rendered(template: string, body: string): string {
  const input = new Input(body, { path: {}, querystring: {}, header: {} });
  const variables = new Map<string, Value>([
    ["input", input],
    ["util", util],
  ]);
  return render(template, variables);
}

const ways = [
  "$input.json('$')",
  "$input.path('$')",
  "$util.parseJson($input.body)",
  "#set($a = [])#set($x = $a.add($input.path('$')))$a.get(0)",
];

/** A decimal in JSON with more than 18 characters. */
const long = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.constant("0"), fc.bigInt({ min: 1n, max: 10n ** 40n }).map(String)),
    fc.stringMatching(/^[0-9]{19,60}$/),
  )
  .map(([isNegative, whole, fraction]) => ({ sign: isNegative ? "-" : "", whole, fraction }))
  // From seven zeros in front on Java writes an exponent.
  .filter(({ whole, fraction }) => whole !== "0" || /^0{0,5}[1-9]/.test(fraction));

describe("a decimal with more digits than a double holds", () => {
  test.each(ways)("is as it was written, by %s", (template) => {
    fc.assert(
      fc.property(long, ({ sign, whole, fraction }) => {
        const text = `${sign}${whole}.${fraction}`;
        expect(rendered(template, text)).toBe(text);
      }),
    );
  });

  test("keeps its value with an exponent, written as Java writes it", () => {
    fc.assert(
      fc.property(long, fc.integer({ min: -400, max: 400 }), ({ sign, whole, fraction }, exponent) => {
        const text = `${sign}${whole}.${fraction}`;
        const written = rendered("$input.json('$')", `${text}e${exponent}`);
        expect(normal(written)).toEqual(normal(`${text}e${exponent}`));
        expect(rendered("$input.json('$')", written)).toBe(written);
      }),
    );
  });

  test.each([
    ["1700000000.123456789", "1700000000.123456789"],
    ["-0.1234567890123456789", "-0.1234567890123456789"],
    ["0.00000001234567890123", "1.234567890123E-8"],
    ["12345678901234567890e5", "1.2345678901234567890E+24"],
    ["1234567890.123456789e5", "123456789012345.6789"],
    ["1.00000000000000000000", "1.00000000000000000000"],
    ["1.5e0000000000000000001", "15"],
    // Up to 18 characters it is a double.
    ["0.1234567890123456", "0.1234567890123456"],
    ["1.5e300", "1.5E300"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
  ])("%s in an object is %s", (text, written) => {
    expect(rendered("$input.json('$')", `{"ts":${text}}`)).toBe(`{"ts":${written}}`);
    expect(rendered("$input.path('$.ts')", `{"ts":${text}}`)).toBe(written);
    expect(rendered("$util.parseJson($input.body).ts", `{"ts":${text}}`)).toBe(written);
  });

  test("is no JSON with an exponent beyond Java's", () => {
    expect(() => rendered("$input.json('$')", "1234567890.1234567890e99999999999")).toThrow(TemplateError);
  });
});

const x = "1700000000.123456789";

test.each([
  ["$x.getClass().name", "java.math.BigDecimal"],
  ["#set($y = $x + 1)$y", "1700000001.123456789"],
  ["#set($y = $x - $x)$y", "0E-9"],
  ["#set($y = $x * 2)$y", "3400000000.246913578"],
  ["#set($y = $x / 3)$y", "566666666.707818930"],
  ["#set($y = $x / 0)$!y", ""],
  ["#if($x > 1700000000)more#end", "more"],
  ["#if($x == $input.path('$'))same#end", "same"],
  ["#if($x < 1)less#else more#end", " more"],
  ["$x.intValue()", "1700000000"],
  ["$x.longValue()", "1700000000"],
  ["$x.doubleValue()", "1.7000000001234567E9"],
  ["$x.toPlainString() $x.scale() $x.signum() $x.negate()", `${x} 9 1 -${x}`],
  ["$x.compareTo($x) $x.equals($x) $x.hashCode()", "0 true -1126604346"],
  ["$x.toString().substring(0, 4)", "1700"],
])("%s is %s", (template, expected) => {
  const text = rendered(`#set($x = $input.path('$'))${template}`, x);
  if (template.includes("hashCode")) expect(text).toMatch(/^0 true -?\d+$/);
  else expect(text).toBe(expected);
});

test.each(["$x % 2", "1e2000000 + $x"])("%s fails", (sum) => {
  const body = `[${x}, 1.00000000000000000000e2000000]`;
  const template = `#set($x = $input.path('$[0]'))#set($y = ${sum.replace("1e2000000", "$input.path('$[1]')")})$y`;
  expect(() => rendered(template, body)).toThrow(TemplateError);
});

test("filters and sums of a path take them for numbers", () => {
  const body = `[{"a":${x}},{"a":1}]`;
  expect(rendered("$input.json('$[?(@.a > 1700000000)]')", body)).toBe(`[{"a":${x}}]`);
  expect(rendered("$input.path('$..a.max()')", body)).toBe("1.7000000001234567E9");
});

/** Sign, digits and exponent of what a number says, however it is written. */
function normal(text: string): readonly [string, string, number] {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  return [sign, short, Number(exponent) - fraction.length + digits.length - short.length];
}
