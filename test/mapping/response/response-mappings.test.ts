import { describe, expect, test } from "vitest";
import { responseMappings, type Respond } from "../../../src/mapping/response/response-mappings.ts";
import { declaredStatuses } from "../../../src/mapping/response/statuses.ts";

const STATUSES = declaredStatuses();

const answers: readonly Respond[] = [
  { type: "empty" },
  { type: "receipt" },
  { type: "template", template: '{"ok":true}' },
];

describe.each(answers)("answering with $type", (answer) => {
  const mappings = responseMappings(answer);
  const statuses = Object.keys(mappings);

  /** The status that API Gateway takes for a status of Kinesis: the pattern that fits, else the default. */
  const taken = (status: string, fits: (pattern: string) => RegExp): string | undefined =>
    statuses.find(
      (one) => mappings[one]!.selectionPattern !== "" && fits(mappings[one]!.selectionPattern).test(status),
    ) ?? statuses.find((one) => mappings[one]!.selectionPattern === "");

  test.each([
    ["200", "200"],
    ["400", "500"],
    ["404", "500"],
    ["413", "500"],
    ["500", "502"],
    ["503", "502"],
    ["302", "502"],
    ["1200", "502"],
  ])("Kinesis' %s becomes %s, whether the pattern is matched whole or as a prefix", (status, expected) => {
    expect(taken(status, (pattern) => new RegExp(`^(?:${pattern})$`))).toBe(expected);
    expect(taken(status, (pattern) => new RegExp(`^(?:${pattern})`))).toBe(expected);
  });

  test("exactly one is the default, and it is a failure", () => {
    const defaults = statuses.filter((one) => mappings[one]!.selectionPattern === "");
    expect(defaults).toEqual(["502"]);
  });

  test("every status it may answer with is declared", () => {
    const overrides = Object.values(mappings).flatMap(({ templates }) =>
      [...(templates["application/json"] ?? "").matchAll(/responseOverride\.status = (\d+)/g)].map(
        ([, status]) => status!,
      ),
    );
    expect(overrides).toEqual(["429", "400"]);
    expect(STATUSES).toEqual(expect.arrayContaining([...statuses, ...overrides]));
  });

  test("no template is empty: that would pass Kinesis' own answer on", () => {
    for (const { templates } of Object.values(mappings)) expect(templates["application/json"]?.trim()).toBeTruthy();
  });

  test("a failure never becomes a 200, and none of its words come from Kinesis", () => {
    for (const status of ["500", "502"]) {
      const template = mappings[status]!.templates["application/json"]!;
      expect(template).not.toMatch(/override\.status = 2/);
      expect(template).not.toMatch(/\$input\.(json|body)/);
    }
  });
});

test("the answer to a stored record is what was asked for", () => {
  const template = (answer: Respond) => responseMappings(answer)["200"]?.templates["application/json"];
  expect(template({ type: "receipt" })).toContain("shardId");
  expect(template({ type: "template", template: "own" })).toBe("own");
});
