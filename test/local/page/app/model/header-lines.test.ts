import { expect, test } from "vitest";
import { headerLines, readHeaderLines } from "../../../../../src/local/page/app/model/header-lines.ts";

test("headers are lines, with their order, spelling and repetitions", () => {
  const headers = [
    { name: "X-A", value: "1" },
    { name: "x-a", value: "2: 3" },
    { name: "empty", value: "" },
  ];
  expect(readHeaderLines(headerLines(headers)).headers).toEqual([
    ["X-A", "1"],
    ["x-a", "2: 3"],
    ["empty", ""],
  ]);
});

test.each(["no colon", ": no name", "two words: x"])("%j is no header", (line) => {
  expect(readHeaderLines(`A: 1\n\n${line}`)).toEqual({ headers: [], bad: line });
});
