import { expect, test } from "vitest";
import { mergeRows } from "../../../../../src/local/page/app/model/merge-rows.ts";
import { row } from "../../../../page/fixture.ts";
import { kept } from "../../../../page/stub.ts";

const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

test("new rows come first, and one that is there is replaced", () => {
  const merged = mergeRows([row(2), row(1)], [row(2, { status: 500 }), row(3), row(4)], kept);
  expect(ids(merged)).toEqual([4, 3, 2, 1]);
  expect(merged[2]?.status).toBe(500);
});

test("what the server has forgotten goes, and no more stay than it keeps", () => {
  expect(ids(mergeRows([row(2), row(1)], [row(3)], { ...kept, from: 2 }))).toEqual([3, 2]);
  expect(ids(mergeRows([row(2), row(1)], [row(3)], { ...kept, mostRequests: 2 }))).toEqual([3, 2]);
});
