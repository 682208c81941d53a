import { expect, test } from "vitest";
import { findingLines } from "../../src/report/finding-lines.ts";

const findings = [
  { result: "ok", text: "Region eu-west-1" },
  {
    result: "failed",
    text: "AWS denies iam:PassRole on arn:aws:iam::111122223333:role/orders to API Gateway.",
    hint: 'Give the caller what "kinesis-proxy doctor --policy" prints.',
  },
] as const;

const output = (columns?: number) => ({
  stdout: { write: () => true, isTTY: columns !== undefined, columns },
  env: {},
});

test("in a pipe each finding is a line, and its hint another", () => {
  expect(findingLines(findings, output(), "auto")).toEqual([
    "ok       Region eu-west-1",
    "failed   AWS denies iam:PassRole on arn:aws:iam::111122223333:role/orders to API Gateway.",
    '         Give the caller what "kinesis-proxy doctor --policy" prints.',
  ]);
});

test("on a terminal of 60 columns they fold between words", () => {
  const lines = findingLines(findings, output(60), "never");
  expect(lines).toEqual([
    "ok       Region eu-west-1",
    "failed   AWS denies iam:PassRole on",
    "         arn:aws:iam::111122223333:role/orders to API",
    "         Gateway.",
    '         Give the caller what "kinesis-proxy doctor',
    '         --policy" prints.',
  ]);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
});
