import fc from "fast-check";
import { expect, test } from "vitest";
import { oldestFirst, type Aged } from "../../../src/steps/ours/oldest-first.ts";

test("AWS's date tells, in whole seconds, then the id; what has no date is told by its id", () => {
  const all = [
    { id: "d", createdDate: new Date(2_000) },
    { id: "c", createdDate: new Date(1_100) },
    { id: "b", createdDate: new Date(1_900) },
    { id: "a", createdDate: new Date(3_000) },
    { id: "e" },
  ];
  expect(oldestFirst(all).map(({ id }) => id)).toEqual(["e", "b", "c", "d", "a"]);
});

test("every run chooses the same one, in whatever order AWS lists them", () => {
  const aged = fc.record({ id: fc.string({ minLength: 1 }), createdDate: fc.date({ noInvalidDate: true }) });
  const twins: fc.Arbitrary<Aged[]> = fc.uniqueArray(aged, { selector: ({ id }) => id, minLength: 1 });
  fc.assert(
    fc.property(twins, fc.infiniteStream(fc.nat()), (all, numbers) => {
      const shuffled = all.map((one) => [numbers.next().value, one] as const).sort(([a], [b]) => a - b);
      expect(oldestFirst(shuffled.map(([, one]) => one))[0]).toEqual(oldestFirst(all)[0]);
    }),
  );
});
