import { describe, expect, it } from "vitest";
import { encodeCbor } from "../../../src/local/protocols/cbor/encode-cbor.ts";
import { startLocal } from "../../../src/local/index.ts";
import type { RequestFact } from "../../../src/local/index.ts";
import { reasonOf } from "../../../src/local/http/reason.ts";
import type { WireRequest, WireResponse } from "../../../src/local/http/wire.ts";

const request: WireRequest = {
  method: "POST",
  path: "/",
  query: "",
  headers: {},
  rawHeaders: [],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
  protocol: "HTTP/1.1",
};
const why = (response: Partial<WireResponse>) => reasonOf(request, { status: 400, headers: {}, body: "", ...response });

describe("the reason of a refusal", () => {
  it.each([
    [{ body: '{"message":"Unknown API"}' }, "Unknown API"],
    [
      { body: '{"Message":"denied"}', headers: { "x-amzn-ErrorType": "AccessDeniedException" } },
      "AccessDeniedException: denied",
    ],
    [{ body: '{"__type":"ValidationException","message":"no"}' }, "ValidationException: no"],
    [{ body: encodeCbor({ __type: "ValidationException", message: "no" }) }, "ValidationException: no"],
    [
      { body: "<R><Error><Code>NoSuchEntity</Code><Message>a &lt;b&gt; &amp;lt;</Message></Error></R>" },
      "NoSuchEntity: a <b> &lt;",
    ],
    [{ body: '{"__type":{"a":1},"message":["b"]}' }, undefined],
    [{ body: "{broken" }, undefined],
    [{ body: Buffer.from([0xff]) }, undefined],
    [{ body: "null" }, undefined],
    [{ body: `{"message":"${"a".repeat(200_000)}"}` }, undefined],
    [{ body: '{"message":"Forbidden"}', reason: "the key is wrong" }, "the key is wrong"],
    [
      { status: 415, body: '{"message":"Unsupported Media Type"}' },
      "Unsupported Media Type (Content-Type: application/json)",
    ],
    [{ status: 0 }, "the connection was cut"],
    [{ status: 200, body: '{"message":"fine"}' }, undefined],
  ])("%o", (response, reason) => expect(why(response)).toBe(reason));
});

it("comes with the fact of each request, in the words of its service", async () => {
  const facts: RequestFact[] = [];
  await using local = await startLocal({ onRequest: (fact) => void facts.push(fact) });
  const Authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/iam/aws4_request, Signature=0";
  const role = "/?Action=GetRole&Version=2010-05-08&RoleName=none";
  await fetch(local.url + role, { headers: { Authorization } });
  await fetch(`${local.url}/_aws/execute-api/none/production`, {
    method: "POST",
    headers: { "Content-Type": "text/xml" },
  });
  await fetch(local.url, { headers: { Origin: "http://evil.example" } });
  await fetch(local.url);
  expect(facts.map(({ status, reason, contentType }) => [status, reason, contentType])).toEqual([
    [404, "NoSuchEntity: The role with name none cannot be found.", ""],
    [404, "There is no REST API none in this local AWS", "text/xml"],
    [403, "This local AWS does not answer to web pages; only invoke URLs do.", ""],
    [200, undefined, ""],
  ]);
});
