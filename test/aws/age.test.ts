import fc from "fast-check";
import { expect, test } from "vitest";
import { oldestFirst, type Aged } from "../../src/aws/age.ts";
import { MADE_TAG } from "../../src/aws/tags.ts";

const made = (ms: number) => ({ [MADE_TAG]: new Date(ms).toISOString() });

test("the tag tells twins of the same second apart, the date what has no tag, and the id the rest", () => {
  const createdDate = new Date(1_000);
  const all = [
    { id: "d", createdDate, tags: made(1_700) },
    { id: "c", createdDate, tags: made(1_200) },
    { id: "b", createdDate },
    { id: "a", tags: { [MADE_TAG]: "yesterday" } },
    { id: "e", createdDate },
  ];
  expect(oldestFirst(all).map(({ id }) => id)).toEqual(["a", "b", "e", "c", "d"]);
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
