import { expect, it } from "vitest";
import { memoize } from "../../src/local/memoize.ts";

function counted(most: number) {
  const asked: string[] = [];
  return { asked, double: memoize(most, (text) => (asked.push(text), text + text)) };
}

it("works an answer out once", () => {
  const { asked, double } = counted(2);
  expect([double("a"), double("b"), double("a")]).toEqual(["aa", "bb", "aa"]);
  expect(asked).toEqual(["a", "b"]);
});

it("never keeps more than it may", () => {
  const { asked, double } = counted(2);
  for (const text of ["a", "b", "c", "c", "a"]) expect(double(text)).toBe(text + text);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});

it("keeps no answer where the work failed", () => {
  let broken = true;
  const read = memoize(2, (text) => {
    if (broken) throw new Error("not now");
    return text;
  });
  expect(() => read("a")).toThrow("not now");
  broken = false;
  expect(read("a")).toBe("a");
});
