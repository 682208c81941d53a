import { expect, test } from "vitest";
import { decodeCbor } from "../../../../src/local/protocols/cbor/decode-cbor.ts";
import { encodeCbor } from "../../../../src/local/protocols/cbor/encode-cbor.ts";
import { unsigned } from "../../../../src/local/http/unsigned.ts";
import { bench, kinesis, request } from "../../kinesis/bench.ts";
import type { WireResponse } from "../../../../src/local/http/wire.ts";

// What kinesalite's own tests expect of AWS, in our words.
const JSON_TYPE = "application/x-amz-json-1.1";
const CBOR = "application/x-amz-cbor-1.1";
const { scope } = bench();

const read = ({ headers, body }: WireResponse): unknown =>
  headers["Content-Type"] === CBOR ? decodeCbor(body as Buffer) : JSON.parse(String(body));
const ask = async (body: Buffer, headers: Record<string, string>, method = "POST") =>
  kinesis.answer(scope, { ...request("ListStreams", body, headers), method });
/** What somebody without a signature is told. */
const askUnsigned = (body: Buffer, headers: Record<string, string>) => {
  const asked = request("ListStreams", body, headers);
  return kinesis.refuse(unsigned(asked), asked);
};
const nothing = Buffer.alloc(0);

test.each([
  [JSON_TYPE, JSON_TYPE],
  ["application/json", CBOR],
  ["text/plain", CBOR],
  ["", CBOR],
])("no body with the type %s is answered in %s", async (type, answered) => {
  const known = await ask(nothing, { "content-type": type });
  expect(known).toMatchObject({ status: 400, headers: { "Content-Type": answered } });
  expect(read(known)).toEqual({ __type: "SerializationException" });
  const other = await ask(nothing, { "content-type": type, "x-amz-target": "Kinesis_20131202.Other" });
  expect(read(other)).toEqual({ __type: "UnknownOperationException" });
});

test("another method is refused before anything is read", async () => {
  const answer = await ask(Buffer.from("{}"), { "content-type": JSON_TYPE }, "DELETE");
  expect([answer.status, String(answer.body)]).toEqual([403, expect.stringContaining("<AccessDeniedException>")]);
});

test("a request is read before anybody looks for its signature, and refused in its own format", () => {
  expect(read(askUnsigned(nothing, { "content-type": JSON_TYPE }))).toEqual({ __type: "SerializationException" });
  expect(read(askUnsigned(Buffer.from("hello"), { "content-type": JSON_TYPE }))).toEqual({
    __type: "SerializationException",
  });
  const missing = { __type: "MissingAuthenticationTokenException", message: "Missing Authentication Token" };
  for (const [type, body] of [
    [JSON_TYPE, Buffer.from("{}")],
    [CBOR, encodeCbor({})],
  ] as const) {
    const answer = askUnsigned(body, { "content-type": type });
    expect(answer).toMatchObject({ status: 400, headers: { "Content-Type": type } });
    expect(read(answer)).toEqual(missing);
  }
});

test.each([
  ["throttled", "LimitExceededException"],
  ["broken", "InternalFailure"],
  ["denied", "AccessDeniedException"],
] as const)("a client that speaks CBOR can read that its call is %s", (kind, type) => {
  const asked = request("ListStreams", encodeCbor({}), { "content-type": CBOR });
  const answer = kind === "broken" ? kinesis.errors.broken(asked) : kinesis.errors[kind]("ListStreams", asked);
  expect(read(answer)).toMatchObject({ __type: type });
});

test.each([
  [
    { authorization: "AWS4-HMAC-SHA256 Credential=a" },
    "",
    /requires 'Signature' .* requires 'SignedHeaders' .* 'X-Amz-Date'/,
  ],
  [
    {},
    "X-Amz-Algorithm=a&X-Amz-Credential=b",
    /^AWS query-string parameters must include 'X-Amz-Signature'\. .* Re-examine/,
  ],
  [{ authorization: "X" }, "X-Amz-Algorithm=a", /^Found both 'X-Amz-Algorithm' as a query-string param and/],
])("half a signature is refused in AWS's words: %o %s", (headers, query, message) => {
  const asked = { ...request("ListStreams", {}, headers), query };
  const { __type, message: said } = read(kinesis.refuse(unsigned(asked), asked)) as Record<string, string>;
  expect(__type).toMatch(/^(Incomplete|Invalid)SignatureException$/);
  expect(said).toMatch(message);
});
