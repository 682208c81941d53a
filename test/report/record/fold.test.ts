import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsOf, fold } from "../../../src/report/record/fold.ts";

test.each([
  ["what fits stays", "hello", 5, "hello"],
  ["letters", "abcdefghij", 6, "abcdef\n  ghij"],
  ["Korean takes two columns", "가나다라", 5, "가나\n  다\n  라"],
  ["a family of emoji is one, of two columns", "ab👩‍👩‍👧‍👦cd", 4, "ab👩‍👩‍👧‍👦\n  cd"],
  ["a mark stays on its letter", "cafe\u0301s", 4, "cafe\u0301\n  s"],
  ["a tab goes to the next multiple of eight", "a\tb", 8, "a\t\n  b"],
  ["each line of several", "abc\nabcdef", 5, "abc\nabcde\n  f"],
  ["a terminal without room is left alone", "abcdef", 3, "abcdef"],
])("%s", (_, text, width, folded) => {
  expect(fold(text, width, "  ")).toBe(folded);
});

test("colours take no room and are not torn", () => {
  expect(fold("\u001b[36mabcdef\u001b[39mgh", 6, "  ")).toBe("\u001b[36mabcdef\u001b[39m\n  gh");
});

test("whatever the text, no line is wider than the terminal, and nothing is lost", () => {
  const unit = fc.constantFrom("a", "é", "e\u0301", "가", "漢", "👍🏽", "👩‍👩‍👧‍👦", "🇰🇷", " ", "\u200d", "-", "ا");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 200 }), fc.integer({ min: 8, max: 60 }), (text, width) => {
      const lines = fold(text, width, "    ").split("\n");
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      expect(lines.map((line, place) => (place === 0 ? line : line.slice(4))).join("")).toBe(text);
    }),
    { numRuns: 500 },
  );
});
