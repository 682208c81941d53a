import fc from "fast-check";

const nasty = [
  '"',
  "'",
  "\\",
  "\\'",
  "\r\n",
  "\u0000",
  "\u001f",
  "\u007f",
  "\u2028",
  "\u2029",
  "\ufeff",
  "😀",
  "서울",
  "$context.requestId",
  "#set($key = 1)",
  "#end",
  "${util}",
  "##",
  "/",
];

/** Any Unicode text, with an inclination to what templates and JSON stumble over. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 3 })), { maxLength: 12 })
    .map((all) => all.join("")),
  fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom("😀", "a😀", "가", "'")).map(([n, one]) => one.repeat(n)),
);

/** The same with halves of surrogate pairs, as JSON's escapes can write them. */
export const anyUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7ff, max: 0xe000 })), { maxLength: 300 })
  .map((units) => String.fromCharCode(...units));

/** Text that often is JSON, and often nearly. */
export const anyBody = fc.oneof(
  anyText,
  fc.json(),
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", '"', ",", "]", "\\", "\n", "\t", "0", " 1"))
    .map(([text, at, by]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + by + text.slice(place + 1);
    }),
  fc.array(fc.constantFrom(...'[]{}:,"0 \n\t\\eE.-1nulltrue'.split("")), { maxLength: 12 }).map((all) => all.join("")),
);
