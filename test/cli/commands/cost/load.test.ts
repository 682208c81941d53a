import { expect, test } from "vitest";
import { loadOf } from "../../../../src/cli/commands/cost/load.ts";

test.each([
  [{}, { events: 10_000_000, size: 1_536, peak: 3, readers: 1 }],
  [
    { events: "250k", size: "300" },
    { events: 250_000, size: 300 },
  ],
  [
    { events: "1e6", size: "1 MB" },
    { events: 1_000_000, size: 1_048_576 },
  ],
  [
    { events: "2.5B", peak: "1", readers: "0" },
    { events: 2_500_000_000, peak: 1, readers: 0 },
  ],
])("%j", (given, load) => {
  expect(loadOf(given)).toMatchObject(load);
});

test.each([
  { events: "-1" },
  { events: "ten" },
  { size: "1.5XB" },
  { size: "11MB" },
  { peak: "0.5" },
  { readers: "51" },
])("%j is refused", (given) => {
  expect(() => loadOf(given)).toThrow(/is not a number that fits/);
});
