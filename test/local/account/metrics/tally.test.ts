import fc from "fast-check";
import { expect, test } from "vitest";
import { Tally } from "../../../../src/local/account/metrics/tally.ts";

test("has the statistics and the values of its samples, in one tally or merged from two", () => {
  const samples = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 4 })));
  fc.assert(
    fc.property(samples, samples, (first, second) => {
      const [one, other, all] = [new Tally(), new Tally(), new Tally()];
      for (const [value, count] of first) one.put(value, count);
      for (const [value, count] of second) other.put(value, count);
      for (const [value, count] of [...first, ...second]) all.put(value, count);
      one.merge(other);
      const plain = [...first, ...second].flatMap(([value, count]) => Array<number>(count).fill(value));
      plain.sort((a, b) => a - b);
      for (const tally of [one, all]) {
        expect(tally.count).toBe(plain.length);
        expect(tally.sum).toBe(plain.reduce((sum, value) => sum + value, 0));
        if (plain.length > 0) expect([tally.minimum, tally.maximum]).toEqual([plain[0], plain.at(-1)]);
        expect(tally.values()?.flatMap(([value, count]) => Array<number>(count).fill(value))).toEqual(plain);
      }
    }),
  );
});

test("keeps a thousand values as they are, and of further ones three digits", () => {
  const tally = new Tally();
  for (let value = 1; value <= 20_000; value++) tally.put(value);
  const values = tally.values() ?? [];
  expect(values.length).toBeLessThan(3_000);
  expect(values.reduce((sum, [, count]) => sum + count, 0)).toBe(20_000);
  const median = values[values.findIndex((_, i) => values.slice(0, i + 1).reduce((n, [, c]) => n + c, 0) >= 10_000)];
  expect(Math.abs(median![0] - 10_000)).toBeLessThan(100);
  expect(tally.maximum).toBe(20_000);
});

test("knows no values of samples that came as statistics, unless they are all the same", () => {
  const tally = new Tally();
  tally.add({ count: 3, sum: 6, minimum: 2, maximum: 2 });
  expect(tally.values()).toEqual([[2, 3]]);
  tally.add({ count: 2, sum: 5, minimum: 1, maximum: 4 });
  expect(tally).toMatchObject({ count: 5, sum: 11, minimum: 1, maximum: 4 });
  expect(tally.values()).toBeUndefined();
  const merged = new Tally();
  merged.merge(tally);
  expect(merged).toMatchObject({ count: 5, sum: 11, minimum: 1, maximum: 4 });
  expect(merged.values()).toBeUndefined();
});
