import { describe, expect, test } from "vitest";
import { addressed, isS3Host } from "../../../src/local/s3/addressed.ts";

describe("bucket and key", () => {
  test.each([
    ["127.0.0.1:4566", "/b/a%2Fb/c%20d", "b", "a/b/c d"],
    ["127.0.0.1:4566", "/b/", "b", ""],
    ["127.0.0.1:4566", "/b//a", "b", "/a"],
    ["127.0.0.1:4566", "/b/a+b", "b", "a+b"],
    ["127.0.0.1:4566", "/", "", ""],
    ["localhost:4566", "/b/k", "b", "k"],
    ["s3.localhost:4566", "/b/k", "b", "k"],
    ["s3.eu-west-1.amazonaws.com", "/b/k", "b", "k"],
    ["b.localhost:4566", "/k/x", "b", "k/x"],
    ["b.s3.localhost:4566", "/k", "b", "k"],
    ["b.s3.localhost:4566", "/", "b", ""],
    ["b.s3.amazonaws.com", "/k", "b", "k"],
    ["b.s3.eu-west-1.amazonaws.com", "/k", "b", "k"],
    ["b.s3.dualstack.eu-west-1.amazonaws.com", "/k", "b", "k"],
    ["b.s3-eu-west-1.amazonaws.com", "/k", "b", "k"],
    ["my.own.bucket.s3.eu-west-1.amazonaws.com", "/k", "my.own.bucket", "k"],
    ["b.s3.cn-north-1.amazonaws.com.cn", "/k", "b", "k"],
    ["b.s3.localhost:4566", "/restapis/a/b/_user_request_", "b", "restapis/a/b/_user_request_"],
  ])("of %s %s are %s and %s", (host, path, bucket, key) => {
    expect(addressed({ path, headers: { host } })).toEqual({ bucket, key });
  });

  test.each([
    ["/b/%", "InvalidURI"],
    ["/b/%ff", "InvalidURI"],
    [`/b/${"ä".repeat(513)}`, "KeyTooLongError"],
  ])("of %s are none", (path, code) => {
    expect(() => addressed({ path, headers: {} })).toThrow(expect.objectContaining({ code }) as Error);
  });
});

test("hosts of other services are none of S3", () => {
  expect(
    ["kinesis.eu-west-1.amazonaws.com", "b.localhost", "127.0.0.1:4566", "notes3.example"].filter(isS3Host),
  ).toEqual([]);
});
