import { expect, test } from "vitest";
import { contentOf } from "../../../src/records/decode/content.ts";
import { requestOf } from "../../../src/records/forward/request-of.ts";

function requestFor(data: string | Uint8Array, partitionKey = "K") {
  const bytes = Buffer.from(data);
  const arrivedAt = "2026-01-01T00:00:00.000Z";
  const at = { shardId: "shardId-000000000000", sequenceNumber: "49", subSequenceNumber: undefined };
  const { body, headers } = requestOf({ ...at, partitionKey, arrivedAt, bytes, ...contentOf(bytes) });
  return { body: Buffer.from(body).toString("latin1"), headers };
}

const envelope = (body: string, encoding: string, headers: object): string =>
  `{"body":${body},"encoding":"${encoding}","receivedAt":"2026-01-01T00:00:00.000Z","sourceIp":"203.0.113.9","userAgent":"x","requestId":"r","headers":${JSON.stringify(headers)}}`;

test("the bytes go on as they are, with their type and their place in the stream", () => {
  expect(requestFor('{ "a": 1.10 }')).toEqual({
    body: '{ "a": 1.10 }',
    headers: {
      "content-type": "application/json",
      "x-kinesis-shard-id": "shardId-000000000000",
      "x-kinesis-sequence-number": "49",
      "x-kinesis-partition-key": "K",
      "x-kinesis-arrived-at": "2026-01-01T00:00:00.000Z",
    },
  });
  expect(requestFor("hello").headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(requestFor(Uint8Array.of(0xff)).headers["content-type"]).toBe("application/octet-stream");
});

test("of an envelope, the body goes on exactly, with the headers that it kept", () => {
  const body = '{"id":12345678901234567890,"x":",\\"encoding\\":\\"json\\""}';
  const kept = { "X-Hub-Signature-256": "sha256=ab", "Content-Type": "application/json; charset=utf-8", Missing: null };
  const request = requestFor(envelope(body, "json", kept));
  expect(request.body).toBe(body);
  expect(request.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "x-hub-signature-256": "sha256=ab",
    "x-kinesis-partition-key": "K",
  });
  expect(request.headers).not.toHaveProperty("missing");
});

test("a body kept as text or base64 goes on as its bytes", () => {
  expect(requestFor(envelope('"a=1&b=2"', "text", {})).body).toBe("a=1&b=2");
  expect(requestFor(envelope('"//4A"', "base64", {})).body).toBe("\u00ff\u00fe\u0000");
});

test("headers of the connection, of our own names, and names that are none stay behind", () => {
  const kept = {
    Host: "a",
    "Content-Length": "9",
    "Content-Encoding": "gzip",
    "X-Kinesis-Shard-Id": "forged",
    "a b": "c",
  };
  const { headers } = requestFor(envelope("1", "json", kept));
  expect(Object.keys(headers).sort()).toEqual(Object.keys(requestFor("1").headers).sort());
  expect(headers["x-kinesis-shard-id"]).toBe("shardId-000000000000");
});

test("a partition key that no header takes is percent-encoded", () => {
  expect(requestFor("1", "서울\n").headers["x-kinesis-partition-key"]).toBe("%EC%84%9C%EC%9A%B8%0A");
});

test("what only looks like an envelope, with a body that is nested too deeply to be written, is handed on whole", () => {
  const body = "[".repeat(20_000) + "]".repeat(20_000);
  const text = `{"encoding":"json","body":${body},"headers":{},"receivedAt":1,"requestId":1}`;
  expect(requestFor(text).body).toBe(text);
});
