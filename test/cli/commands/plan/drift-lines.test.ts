import { describe, expect, test } from "vitest";
import { driftLines } from "../../../../src/cli/commands/plan/drift-lines.ts";

describe("a difference reads from what is there to what is asked", () => {
  test("short values stand as they are, and nothing is called none", () => {
    expect(driftLines([{ field: "shards", wanted: 2, actual: 1 }])).toEqual(["shards: 1 → 2"]);
    expect(driftLines([{ field: "policy", wanted: "{}", actual: "" }])).toEqual(["policy: none → {}"]);
  });

  test("of objects only the members that differ are named", () => {
    const actual = { "a/b": "x", "c/d": "same" };
    const wanted = { "a/b": "y", "c/d": "same", "e/f": "new" };
    expect(driftLines([{ field: "template", wanted, actual }])).toEqual([
      "template a/b: x → y",
      "template e/f: none → new",
    ]);
  });

  test("of long texts the stretch is shown where they part", () => {
    const common = "#set($x = 1) ".repeat(40);
    const [line = ""] = driftLines([{ field: "template", wanted: `${common}new end`, actual: `${common}old\n  end` }]);
    expect(line).toMatch(/^template: ….*old end → ….*new end$/);
    expect(line.length).toBeLessThan(120);
  });
});
