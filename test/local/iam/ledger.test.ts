import { expect, it } from "vitest";
import { Ledger } from "../../../src/local/iam/ledger.ts";

it("shows a change at once and the value of before to those who look back", () => {
  const ledger = new Ledger<string>();
  ledger.put("a", "first", 1_000, 0);
  ledger.put("a", "second", 5_000, 0);
  expect(ledger.get("a")).toBe("second");
  expect(ledger.asOf("a", 4_999)).toBe("first");
  expect(ledger.asOf("a", 999)).toBeUndefined();
});

it("remembers what was removed until the removal has settled", () => {
  const ledger = new Ledger<string>();
  ledger.put("a", "first", 1_000, 1_000);
  ledger.put("a", undefined, 5_000, 2_000);
  expect(ledger.all()).toEqual([]);
  expect(ledger.asOf("a", 4_000)).toBe("first");
  expect(ledger.asOf("a", 5_000)).toBeUndefined();
});

it("forgets history that nobody can ask for any more", () => {
  const ledger = new Ledger<string>();
  ledger.put("a", "first", 1_000, 1_000);
  ledger.put("a", "second", 2_000, 2_000);
  expect(ledger.asOf("a", 1_500)).toBeUndefined();
  expect(ledger.asOf("a", 2_000)).toBe("second");
});
