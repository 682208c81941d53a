import { expect, test } from "vitest";
import { groupPhases } from "../../../../../src/local/page/app/model/group-phases.ts";
import { refusedRow, row, way } from "../../../../page/fixture.ts";

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

test("what is not asked for stands together, everything else alone", () => {
  const { reached, others } = groupPhases(way(row(1), "{}").phases);
  expect(reached.map(names)).toEqual([
    ["front"],
    ["route"],
    ["authorization", "policy", "key"],
    ["throttle"],
    ["validation"],
    ["template"],
    ["integration"],
    ["response-template"],
    ["answer"],
  ]);
  expect(others).toEqual([]);
});

test("what was not reached is not on the way", () => {
  const { reached, others } = groupPhases(way(refusedRow(1), "hello").phases);
  expect(names(reached.at(-1) ?? [])).toEqual(["template"]);
  expect(names(others)).toEqual(["integration", "response-template", "answer"]);
});
