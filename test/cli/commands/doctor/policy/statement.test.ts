import { describe, expect, test } from "vitest";
import {
  countedSize,
  merged,
  MOST,
  policyDocument,
  type Statement,
} from "../../../../../src/cli/commands/doctor/policy/statement.ts";

const one = (sid: string, actions: string, resources: string, passedTo?: readonly string[]): Statement => ({
  sid,
  actions: actions.split(" "),
  resources: resources.split(" "),
  passedTo,
});

describe("merged", () => {
  test("statements on the same resources become one", () => {
    expect(merged([one("A", "s:Get", "x"), one("B", "s:Put s:Get", "x")])).toEqual([one("A", "s:Get s:Put", "x")]);
  });

  test("so do statements with the same actions", () => {
    expect(merged([one("A", "s:Get", "x"), one("B", "s:Get", "y")])).toEqual([one("A", "s:Get", "x y")]);
  });

  test("never so that something more is allowed", () => {
    const two = [one("A", "s:Get", "x"), one("B", "s:Get s:Put", "y")];
    expect(merged(two)).toEqual(two);
    const passed = [one("A", "iam:PassRole", "x", ["firehose"]), one("B", "iam:PassRole", "y", ["apigateway"])];
    expect(merged(passed)).toEqual(passed);
  });
});

test("a single action, resource or service stands alone, and names of statements differ", () => {
  expect(policyDocument([one("A", "iam:PassRole", "x", ["firehose"]), one("A", "s:Get s:Put", "x y")])).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "A",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "x",
        Condition: { StringEquals: { "iam:PassedToService": "firehose" } },
      },
      { Sid: "A2", Effect: "Allow", Action: ["s:Get", "s:Put"], Resource: ["x", "y"] },
    ],
  });
});

test("a policy that is too long goes without the names of its statements", () => {
  const many = Array.from({ length: 60 }, (_, place) =>
    one("Statement", `s:Get${place}`, `resource-${place}-${"x".repeat(20)}`),
  );
  expect(countedSize(policyDocument(many))).toBeLessThan(MOST);
  expect(JSON.stringify(policyDocument(many))).not.toContain("Sid");
});
