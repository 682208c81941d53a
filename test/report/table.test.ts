import { expect, test } from "vitest";
import { table } from "../../src/report/table.ts";

const rows = [
  ["name", "region", "URL"],
  ["orders", "eu-west-1", "https://x"],
];

test("columns stand below each other, and those beyond the width in a line below", () => {
  expect(table(rows, 80)).toEqual(["name    region     URL", "orders  eu-west-1  https://x"]);
  expect(table(rows, 20)).toEqual(["name    region", "  URL", "orders  eu-west-1", "  https://x"]);
  // Three columns of 6, 9 and 9, two apart.
  expect(table(rows, 28)).toHaveLength(2);
  expect(table(rows, 27)).toHaveLength(4);
  expect(table([], 20)).toEqual([]);
});
