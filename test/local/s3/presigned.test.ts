import { expect, test } from "vitest";
import { signedHeaders } from "../../../src/local/s3/presigned.ts";

test("parameters of a presigned URL that are named like headers stand for them", () => {
  const query = {
    "X-Amz-Signature": "s",
    "X-Amz-Date": "d",
    "x-amz-meta-a": "é",
    "X-Amz-Tagging": "b=c",
    versionId: "v",
  };
  const headers = { host: "h", "x-amz-tagging": "own" };
  expect(signedHeaders(headers, query)).toEqual({ ...headers, "x-amz-meta-a": "Ã©" });
  expect(signedHeaders(headers, { ...query, "X-Amz-Signature": undefined as never })).toBe(headers);
  expect(signedHeaders({}, { AWSAccessKeyId: "k", "x-amz-acl": "private" })).toEqual({ "x-amz-acl": "private" });
});
