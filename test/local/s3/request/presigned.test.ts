import { expect, test } from "vitest";
import { checkPresigned, signedHeaders } from "../../../../src/local/s3/request/presigned.ts";

test("parameters of a presigned URL that are named like headers stand for them", () => {
  const query = {
    "X-Amz-Signature": "s",
    "X-Amz-Date": "d",
    "x-amz-meta-a": "é",
    "X-Amz-Tagging": "b=c",
    "If-None-Match": "*",
    versionId: "v",
  };
  const headers = { host: "h", "x-amz-tagging": "own" };
  expect(signedHeaders(headers, query)).toEqual({ ...headers, "x-amz-meta-a": "Ã©", "if-none-match": "*" });
  expect(signedHeaders(headers, { ...query, "X-Amz-Signature": undefined as never })).toBe(headers);
  expect(signedHeaders({}, { AWSAccessKeyId: "k", "x-amz-acl": "private" })).toEqual({ "x-amz-acl": "private" });
});

const signed = {
  "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
  "X-Amz-Credential": "k/20260101/eu-west-1/s3/aws4_request",
  "X-Amz-Signature": "s",
  "X-Amz-Date": "20260101T000000Z",
  "X-Amz-SignedHeaders": "host",
  "X-Amz-Expires": "60",
};
const start = Date.UTC(2026, 0, 1);

test.each([
  [{}, start, undefined],
  [signed, start + 59_999, undefined],
  [signed, start + 60_000, "AccessDenied: Request has expired"],
  [{ ...signed, "X-Amz-Expires": "604801" }, start, "AuthorizationQueryParametersError: X-Amz-Expires must be less"],
  [
    { ...signed, "X-Amz-Credential": "k%2F20260101" },
    start,
    "AuthorizationQueryParametersError: Error parsing the X-Amz-C",
  ],
  [
    { "X-Amz-Signature": "s" },
    start,
    "AuthorizationQueryParametersError: Query-string authentication version 4 requires",
  ],
  [{ AWSAccessKeyId: "k", Signature: "s", Expires: "1767225660" }, start, undefined],
  [{ AWSAccessKeyId: "k", Signature: "s", Expires: "1767225660" }, start + 60_000, "AccessDenied: Request has expired"],
  [{ AWSAccessKeyId: "k", Expires: "1767225660" }, start, "AccessDenied: Query-string authentication requires"],
  [{ "response-cache-control": "—" }, start, "InvalidArgument: Header value cannot be represented using ISO-8859-1."],
])("the presigned URL with %j at %i is %s", (query, now, said) => {
  let found: string | undefined;
  try {
    checkPresigned(query as Record<string, string>, now);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    found = `${code}: ${message}`;
  }
  expect(found?.slice(0, said?.length)).toBe(said);
});
