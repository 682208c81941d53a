import { gunzipSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Call } from "../../../../src/local/execute-api/call.ts";
import { codingFor, compressed } from "../../../../src/local/execute-api/response/compress.ts";

describe("the coding of an answer", () => {
  it.each([
    ["gzip", "gzip"],
    ["deflate", "deflate"],
    ["gzip, deflate, br", "gzip"],
    ["br, deflate, gzip", "deflate"],
    ["GZIP;q=0.5, deflate ; q=0.8", "deflate"],
    ["gzip;q=0", undefined],
    ["*", undefined],
    ["", undefined],
    ["identity", undefined],
    ["br;q=1.0, gzip;q=0.8", undefined],
    ["gzip;q=x", undefined],
  ])("of %j is %j", (asked, coding) => {
    expect(codingFor(asked)).toBe(coding);
  });
});

describe("an answer", () => {
  const call = (coding: string, minimumCompressionSize?: number) =>
    ({ api: { minimumCompressionSize }, request: { headers: { "accept-encoding": coding } } }) as unknown as Call;
  const plain = { status: 200, headers: { "X-A": "1" }, body: "abc" };

  it("is compressed from the minimum size on", () => {
    const zipped = compressed(plain, call("gzip", 3));
    expect(zipped.headers).toEqual({ "X-A": "1", "Content-Encoding": "gzip" });
    expect(gunzipSync(zipped.body).toString()).toBe("abc");
    const deflated = compressed(plain, call("deflate", 0));
    expect(deflated.headers).toMatchObject({ "Content-Encoding": "deflate" });
    expect(inflateSync(deflated.body).toString()).toBe("abc");
  });

  it("stays as it is where it is smaller, empty, compressed already, or of an API that does not compress", () => {
    expect(compressed(plain, call("gzip", 4))).toBe(plain);
    expect(compressed(plain, call("gzip"))).toBe(plain);
    const empty = { ...plain, body: "" };
    expect(compressed(empty, call("gzip", 0))).toBe(empty);
    const brotli = { ...plain, headers: { "content-encoding": "br" } };
    expect(compressed(brotli, call("gzip", 0))).toBe(brotli);
  });
});
