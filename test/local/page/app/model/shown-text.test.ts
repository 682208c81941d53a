import fc from "fast-check";
import { expect, test } from "vitest";
import { shownText } from "../../../../../src/local/page/app/model/shown-text.ts";

const seen = (text: string) =>
  shownText(text)
    .map((piece) => piece.text)
    .join("");

test.each([
  ["plain text\n\twith ✓ and 👨‍👩‍👧 and ❤️", "plain text\n\twith ✓ and 👨‍👩‍👧 and ❤️"],
  ["\u001b[2J\u0000\r\n", "␛[2J␀␍\n"],
  ["a\u202Eb\u2066c\u200Bd\uFEFF", "aU+202EbU+2066cU+200BdU+FEFF"],
  ["\u007f\u0085\u2028", "␡U+0085U+2028"],
  ["half \uD800 and tag \u{E0041}", "half U+D800 and tag U+E0041"],
  ["", ""],
])("%j is shown as %j", (text, shown) => {
  expect(seen(text)).toBe(shown);
});

test("what is shown hides nothing, and what is plain stays", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const pieces = shownText(text);
      expect(seen(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0080-\u009f]/u);
      const plain = pieces.filter(({ name }) => name === undefined).map((piece) => piece.text);
      for (const part of plain) expect(text).toContain(part);
    }),
  );
});
