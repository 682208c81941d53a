import { describe, expect, test } from "vitest";
import { renderWarnings } from "../../../../src/cli/commands/render/render-warnings.ts";

const usual = { accept: undefined, batchFrom: undefined };
const bytes = Buffer.from([0xff, 0xfe]);
const call = '{"StreamName":"orders","Data":"77+977+9","PartitionKey":"k"}';
const typed = (value: string) => ({ headers: [["content-Type", value]] as const });

describe("bytes that are no UTF-8", () => {
  test.each([["application/json"], ["TEXT/plain; charset=utf-8"], [""]])("are damaged as %j", (type) => {
    const [warning = "", ...more] = renderWarnings(
      { ...usual, accept: ["application/json", "text/plain"] },
      typed(type),
      bytes,
      call,
    );
    expect(warning).toContain("each wrong byte is stored as U+FFFD");
    expect(warning).toContain('"kinesis-proxy up --accept json text application/octet-stream"');
    expect(more).toEqual([]);
  });

  test("are kept where their type is one of bytes, and nothing is said of what is refused", () => {
    expect(renderWarnings({ ...usual, accept: ["image/png"] }, typed("image/png"), bytes, call)).toEqual([]);
    expect(renderWarnings(usual, typed("image/png"), bytes, undefined)).toEqual([]);
  });
});

test("what a variable gives is to be changed there", () => {
  const [warning] = renderWarnings(usual, typed("application/json"), bytes, call, () => "env");
  expect(warning).toContain(`KINESIS_PROXY_ACCEPT='json application/octet-stream', and then "kinesis-proxy up", and`);
});

test("UTF-8 is what API Gateway takes it for", () => {
  expect(renderWarnings(usual, { headers: [] }, Buffer.from("서울"), call)).toEqual([]);
});

test("a record with nothing in it is told of, unless the body is empty, too", () => {
  const empty = '{"Records": [{"Data": "e30=","PartitionKey":"a"},{"Data" : "","PartitionKey":"b"}]}';
  expect(renderWarnings(usual, { headers: [] }, Buffer.from("[1]"), empty)).toEqual([
    "Data is empty, and the body is not: $util.base64Encode takes text, and makes nothing of an object or a list.",
  ]);
  expect(renderWarnings(usual, { headers: [] }, Buffer.alloc(0), empty)).toEqual([]);
  const firehose = { ...usual, batchFrom: { type: "firehose" as const } };
  expect(renderWarnings(firehose, { headers: [] }, Buffer.from("[1]"), empty)).toEqual([]);
});

test("a record that is larger than the stream takes is told of", () => {
  const body = Buffer.alloc(1_048_577, "a");
  const call = JSON.stringify({ StreamName: "orders", Data: body.toString("base64"), PartitionKey: "k" });
  const request = { headers: [["Content-Type", "application/json"]] } as const;
  expect(renderWarnings({ accept: undefined }, request, body, call)).toEqual([
    "The record has 1048577 bytes, and a record of the stream holds 1 MiB at most (--max-record-size): Kinesis will refuse it.",
  ]);
  expect(renderWarnings({ accept: undefined, maxRecordSize: 1_025 }, request, body, call)).toEqual([]);
});

test("a body that may not fit through API Gateway is told of", () => {
  const warnings = (bytes: number) =>
    renderWarnings({ accept: undefined }, { headers: [] }, Buffer.alloc(bytes, "a"), "");
  expect(warnings(7_680 * 1_024)).toEqual([]);
  expect(warnings(7_680 * 1_024 + 1)).toEqual([expect.stringContaining("about 7680 KiB as the base64")]);
});
