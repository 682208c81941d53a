import { expect, test } from "vitest";
import { filterRows, type Filter } from "../../../../../src/local/page/app/model/filter.ts";
import { refusedRow, row } from "../../../../page/fixture.ts";

const rows = [
  row(5, { status: 0 }),
  row(4, { status: 503, probe: true }),
  refusedRow(3),
  row(2, { query: "tenant=A" }),
  row(1),
];
const all: Filter = { status: "", route: "", text: "", probes: false };

test.each<[Partial<Filter>, readonly number[], readonly number[]]>([
  [{}, [], [5, 3, 2, 1]],
  [{ probes: true }, [], [5, 4, 3, 2, 1]],
  [{ status: "4xx" }, [], [3]],
  // A connection that was cut is a failure.
  [{ status: "5xx" }, [], [5]],
  [{ status: "415" }, [], [3]],
  [{ text: "TENANT" }, [], [2]],
  [{ text: "mapping template" }, [], [3]],
  [{ text: "in a body" }, [1], [1]],
  [{ route: "POST /events", status: "2xx" }, [], [2, 1]],
  [{ route: "no route" }, [], []],
])("%j", (some, found, left) => {
  expect(filterRows(rows, { ...all, ...some }, new Set(found)).map(({ id }) => id)).toEqual(left);
});
