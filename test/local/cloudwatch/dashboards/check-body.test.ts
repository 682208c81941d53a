import { expect, test } from "vitest";
import { checkBody } from "../../../../src/local/cloudwatch/dashboards/check-body.ts";

const metric = { type: "metric", x: 0, y: 0, width: 12, height: 6, properties: { metrics: [["t", "m"]], region: "r" } };
const body = (...widgets: readonly unknown[]): string => JSON.stringify({ widgets });

test("takes what AWS takes, and warns of a metric without a region", () => {
  const text = { type: "text", properties: { markdown: "# hi" } };
  const expression = { ...metric, properties: { metrics: [[{ expression: "m1 * 2" }]], region: "r" } };
  expect(checkBody(body(metric, text, expression))).toEqual([]);
  expect(checkBody(body({ ...metric, properties: { metrics: [] } }))).toEqual([
    { DataPath: "/widgets/0/properties", Message: "Should have required property 'region'" },
  ]);
});

test.each([
  ["The field DashboardBody must be a valid JSON object", "{"],
  ["The field DashboardBody must be a valid JSON object", "[]"],
  ["Should have required property 'widgets'", "{}"],
  ["Should NOT have more than 500 items", body(...Array<object>(501).fill(metric))],
  ["Should have required property 'type'", body({ properties: {} })],
  ["Should be equal to one of the allowed values", body({ ...metric, type: "picture" })],
  ["Should have required property 'properties'", body({ type: "text" })],
  ["Should be an integer from 1 to 24", body({ ...metric, width: 25 })],
  ["Should be an integer from 0 to 23", body({ ...metric, x: 24 })],
  ["Should have required property 'metrics'", body({ ...metric, properties: { region: "r" } })],
  ["Should NOT have fewer than 2 items", body({ ...metric, properties: { metrics: [["t"]] } })],
  ["Should be object", body(1)],
])("refuses: %s", (sentence, given) => {
  expect(() => checkBody(given)).toThrow(sentence);
});

test("says how many things are wrong, and where", () => {
  const given = body(metric, { type: "picture" });
  expect(() => checkBody(given)).toThrow(/^The dashboard body is invalid, there are 2 validation errors:\n\[/);
  expect(() => checkBody(given)).toThrow('"dataPath": "/widgets/1/type"');
});
