import { describe, expect, test } from "vitest";
import { USUAL_BATCH, type BatchFrom } from "../../../src/mapping/request/split/batch-from.ts";
import { batchResponseMappings } from "../../../src/mapping/response/batch-response-mappings.ts";
import { answer, refusal } from "../answering.ts";
import { request } from "../rendering.ts";

const stored = (index: number) => ({ ShardId: `shardId-00000000000${index}`, SequenceNumber: `4960000${index}` });
const failed = (code: string) => ({ ErrorCode: code, ErrorMessage: "Rate exceeded for shard in stream orders." });
const empty = batchResponseMappings({ type: "empty" });
const all = { status: 200, body: { FailedRecordCount: 0, Records: [stored(0), stored(1)] } };

test("all stored: nothing at all, or a receipt for each in order, or the own template", () => {
  expect(answer(empty, all)).toEqual({ status: 200, text: "", headers: {} });
  const receipt = answer(batchResponseMappings({ type: "receipt" }), all);
  expect(receipt.status).toBe(200);
  expect(JSON.parse(receipt.text)).toEqual([
    { shardId: "shardId-000000000000", sequenceNumber: "49600000" },
    { shardId: "shardId-000000000001", sequenceNumber: "49600001" },
  ]);
  const own = batchResponseMappings({ type: "template", template: `{"ok":true} ## thanks` });
  expect(JSON.parse(answer(own, all).text)).toEqual({ ok: true });
});

test.each(["empty", "receipt"] as const)(
  "some not stored: never 2xx with %s, and the failed ones are named",
  (type) => {
    const records = [stored(0), failed("ProvisionedThroughputExceededException"), stored(1), failed("InternalFailure")];
    const some = { status: 200, body: { FailedRecordCount: 2, Records: records } };
    const { status, text, headers } = answer(batchResponseMappings({ type }), some);
    expect({ status, headers }).toEqual({ status: 429, headers: { "Retry-After": "1" } });
    expect(JSON.parse(text)).toEqual({
      message: "2 records were not stored. Send them again.",
      failed: [
        { index: 1, errorCode: "ProvisionedThroughputExceededException" },
        { index: 3, errorCode: "InternalFailure" },
      ],
    });
  },
);

test("one not stored is one, and where Kinesis does not say how many, none is counted", () => {
  const message = (body: unknown): unknown =>
    (JSON.parse(answer(empty, { status: 200, body }).text) as { message: string }).message;
  const one = { FailedRecordCount: 1, Records: [failed("InternalFailure"), stored(0)] };
  expect(message(one)).toBe("1 record was not stored. Send it again.");
  expect(message({})).toBe("Nobody knows which records were stored.");
});

test("all of 500 not stored: each is named", () => {
  const records = Array.from({ length: 500 }, () => failed("InternalFailure"));
  const { status, text } = answer(empty, { status: 200, body: { FailedRecordCount: 500, Records: records } });
  expect(status).toBe(429);
  expect((JSON.parse(text) as { readonly failed: readonly unknown[] }).failed).toHaveLength(500);
});

test("an answer that does not say how many failed is no success", () => {
  for (const body of [{}, { FailedRecordCount: null }, { FailedRecordCount: "" }, { Records: [] }])
    expect(answer(empty, { status: 200, body }).status).toBe(429);
});

test("a call without records was a request that is no batch, and is told so", () => {
  const why =
    "1 validation error detected: Value '[]' at 'records' failed to satisfy constraint: Member must have length";
  const { status, text } = answer(empty, refusal("ValidationException", why));
  expect(status).toBe(400);
  expect((JSON.parse(text) as { readonly message: string }).message).toBe(
    'Send a JSON array of 1 to 500 elements, or an object with such an array as its "records", of at most 64 levels in all.',
  );
});

test("a record that Kinesis does not take is the caller's fault, and nothing of Kinesis' words gets out", () => {
  const why = "1 validation error detected: Value 'java.nio' at 'records.1.member.data' failed to satisfy constraint";
  const { status, text } = answer(empty, refusal("ValidationException", why));
  expect({ status, body: JSON.parse(text) as unknown }).toEqual({
    status: 400,
    body: { message: "Kinesis refused the records. Is one of them larger than 1 MiB?" },
  });
});

describe("for Firehose", () => {
  const header = { "x-amz-firehose-request-id": `a"b$c#set(\\'` };
  const about = { requestId: header["x-amz-firehose-request-id"], timestamp: request.receivedAt };
  const firehose = batchResponseMappings(
    { type: "receipt" },
    { batchFrom: { type: "firehose" }, status: { accepted: 200 } },
  );
  const told = (kinesis: Parameters<typeof answer>[1]) => {
    const { status, text } = answer(firehose, kinesis, { header });
    return { status, body: JSON.parse(text) as unknown };
  };

  test("everything stored is its request's id and the time, whatever the answer to others is", () => {
    expect(told(all)).toEqual({ status: 200, body: about });
  });

  test.each([
    [
      { status: 200, body: { FailedRecordCount: 1, Records: [stored(0), failed("InternalFailure")] } },
      429,
      /^1 record was not stored/,
    ],
    [refusal("ProvisionedThroughputExceededException"), 429, /^Too many records/],
    [
      refusal("ValidationException", "Value '[]' at 'records' failed to satisfy"),
      400,
      /^Send 1 to 500 records as Firehose does/,
    ],
    [refusal("AccessDeniedException"), 500, /^The endpoint cannot write/],
    [{ status: 500, body: {} }, 502, /^Kinesis failed/],
  ])("%j is a failure that it sends again, with the reason", (kinesis, wanted, why) => {
    const { status, body } = told(kinesis);
    expect(status).toBe(wanted);
    expect(body).toMatchObject({ ...about, errorMessage: expect.stringMatching(why) as string });
  });
});

test.each<[BatchFrom, string]>([
  [USUAL_BATCH, 'an object with such an array as its "records"'],
  [{ type: "list", path: ["batch"], bare: true }, 'an object with such an array as its "batch"'],
  [{ type: "list", path: ["data", "events"], bare: false }, "an array of 1 to 500 elements at $.data.events"],
  [{ type: "ndjson" }, "1 to 500 lines with a JSON document on each"],
])("a body of another form than %j is told which", (batchFrom, words) => {
  const mappings = batchResponseMappings({ type: "empty" }, { batchFrom });
  const { status, text } = answer(mappings, refusal("ValidationException", "Value '[]' at 'records' failed to"));
  expect(status).toBe(400);
  expect((JSON.parse(text) as { message: string }).message).toContain(words);
});
