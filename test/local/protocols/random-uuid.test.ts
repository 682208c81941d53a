import { expect, test } from "vitest";
import { randomUuid } from "../../../src/local/protocols/random-uuid.ts";

test("gives UUIDs of version 4, all different, with every digit in every place", () => {
  const all = Array.from({ length: 2_000 }, randomUuid);
  for (const one of all) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(all).size).toBe(all.length);
  for (const place of [0, 7, 9, 15, 20, 24, 35]) expect(new Set(all.map((one) => one[place])).size).toBe(16);
  expect(new Set(all.map((one) => one[19]))).toEqual(new Set("89ab"));
});
