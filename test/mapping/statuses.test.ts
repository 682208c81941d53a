import { describe, expect, test } from "vitest";
import { batchResponseMappings } from "../../src/mapping/batch-response.ts";
import { responseMappings } from "../../src/mapping/response.ts";
import { declaredStatuses, statusesOf, type Statuses } from "../../src/mapping/statuses.ts";
import { answer, refusal } from "./answering.ts";

const cases: readonly (readonly [name: string, own: Partial<Statuses>])[] = [
  ["the usual", {}],
  ["own", { accepted: 202, refused: 422, busy: 503, ours: 507, kinesis: 504 }],
  ["ours and Kinesis' as one", { ours: 503, kinesis: 503 }],
  ["all but the caller's as one", { busy: 503, ours: 503, kinesis: 503 }],
  ["all failures as one", { refused: 503, busy: 503, ours: 503, kinesis: 503 }],
  ["the caller's as Kinesis'", { refused: 502 }],
];

describe.each(cases)("with %s statuses", (_, own) => {
  const statuses = statusesOf(own);

  test.each([responseMappings, batchResponseMappings])(
    "each answer of Kinesis has the one it should (%#)",
    (mappings) => {
      const all = mappings({ type: "empty" }, { statuses: own });
      const status = (kinesis: Parameters<typeof answer>[1]): number => answer(all, kinesis).status;
      expect(status({ status: 200, body: { FailedRecordCount: 0, Records: [] } })).toBe(statuses.accepted);
      expect(status(refusal("ProvisionedThroughputExceededException"))).toBe(statuses.busy);
      expect(status(refusal("KMSThrottlingException"))).toBe(statuses.busy);
      expect(status(refusal("ValidationException"))).toBe(statuses.refused);
      expect(status(refusal("SerializationException"))).toBe(statuses.refused);
      expect(status(refusal("ResourceNotFoundException"))).toBe(statuses.ours);
      expect(status(refusal("AccessDeniedException"))).toBe(statuses.ours);
      expect(status({ status: 400, body: {} })).toBe(statuses.ours);
      expect(status({ status: 500, body: "<html>" })).toBe(statuses.kinesis);
      expect(status({ status: 302, body: "" })).toBe(statuses.kinesis);
    },
  );

  test("each is declared", () => {
    expect([...declaredStatuses(own)].sort()).toEqual([...new Set(Object.values(statuses).map(String))].sort());
    expect(declaredStatuses(own)).toEqual(
      expect.arrayContaining(Object.keys(responseMappings({ type: "empty" }, { statuses: own }))),
    );
  });
});

test.each<Partial<Statuses>>([
  { accepted: 300 },
  { accepted: 199 },
  { refused: 200 },
  { busy: 399 },
  { ours: 600 },
  { kinesis: 204 },
  { busy: 429.5 },
  { busy: NaN },
])("%o would lie, and is refused", (own) => {
  expect(() => statusesOf(own)).toThrow(RangeError);
  expect(() => responseMappings({ type: "empty" }, { statuses: own })).toThrow(RangeError);
});
