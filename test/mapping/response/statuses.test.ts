import { describe, expect, test } from "vitest";
import { batchResponseMappings } from "../../../src/mapping/response/batch-response-mappings.ts";
import { REFUSED } from "../../../src/mapping/response/refused-words.ts";
import { responseMappings } from "../../../src/mapping/response/response-mappings.ts";
import { declaredStatuses, statusesOf, type Statuses } from "../../../src/mapping/response/statuses.ts";
import { answer, refusal } from "../answering.ts";

const cases: readonly (readonly [name: string, own: Partial<Statuses>])[] = [
  ["the usual", {}],
  ["own", { accepted: 202, refused: 422, busy: 503, ours: 507, kinesis: 504 }],
  ["ours and Kinesis' as one", { ours: 503, kinesis: 503 }],
  ["all but the caller's as one", { busy: 503, ours: 503, kinesis: 503 }],
  ["all failures as one", { refused: 503, busy: 503, ours: 503, kinesis: 503 }],
  ["the caller's as Kinesis'", { refused: 502 }],
  ["all failures as Kinesis'", { refused: 502, busy: 502, ours: 502 }],
  ["all failures as 429", { refused: 429, busy: 429, ours: 429, kinesis: 429 }],
  ["all failures as 500", { refused: 500, busy: 500, ours: 500, kinesis: 500 }],
  ["all failures as 599", { refused: 599, busy: 599, ours: 599, kinesis: 599 }],
];

describe.each(cases)("with %s statuses", (_, own) => {
  const statuses = statusesOf(own);

  test.each([responseMappings, batchResponseMappings])(
    "each answer of Kinesis has the one it should (%#)",
    (mappings) => {
      const all = mappings({ type: "empty" }, { status: own });
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

  test("a refused record is told from a failed call, whatever they share: the probe of an endpoint reads it", () => {
    const all = responseMappings({ type: "empty" }, { status: own });
    expect(answer(all, refusal("ValidationException")).text).toContain(REFUSED);
    expect(answer(all, refusal("ProvisionedThroughputExceededException")).headers).toEqual({ "Retry-After": "1" });
    expect(answer(all, { status: 500, body: "<html>" }).text).not.toContain(REFUSED);
  });

  test("each is declared", () => {
    expect(declaredStatuses(own)).toEqual(expect.arrayContaining(Object.values(statuses).map(String)));
    expect(declaredStatuses(own)).toEqual(
      expect.arrayContaining(Object.keys(responseMappings({ type: "empty" }, { status: own }))),
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
  expect(() => responseMappings({ type: "empty" }, { status: own })).toThrow(RangeError);
});
