import { request } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { makeBucket, put, read } from "./bench.ts";

let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];
const Authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/ap-northeast-2/s3/aws4_request, Signature=0";

beforeAll(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, "orders");
  await put(s3, "k", "hello");
});
afterAll(() => local.close());

async function send(method: string, path: string, headers: Record<string, string>, body = "") {
  const sent = request({ port: local.port, method, path, headers: { Authorization, ...headers } });
  sent.end(body);
  const [response] = await once(sent, "response");
  return { status: response.statusCode as number, headers: response.headers, text: await text(response) };
}

describe("a bucket by host name", () => {
  test.each(["orders.s3.ap-northeast-2.amazonaws.com", "orders.s3.localhost:4566", "orders.localhost:4566"])(
    "%s",
    async (host) => {
      expect(await send("GET", "/k", { host })).toMatchObject({ status: 200, text: "hello" });
      expect((await send("GET", "/?list-type=2", { host })).text).toContain("<Key>k</Key>");
    },
  );

  test("of a stranger's domain is not served: it could be a page's own", async () => {
    expect((await send("GET", "/k", { host: "orders.s3.evil.example" })).status).toBe(403);
  });
});

describe("a body in chunks", () => {
  const chunked = (body: string, more: Record<string, string>) =>
    send(
      "PUT",
      "/orders/chunked",
      { "x-amz-decoded-content-length": "5", "content-encoding": "gzip,aws-chunked", ...more },
      body,
    );
  const signature = `;chunk-signature=${"0".repeat(64)}`;

  test("signed, with a signed trailer, is what is in them, and so is its encoding", async () => {
    const trailing = {
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
      "x-amz-trailer": "x-amz-checksum-crc32c",
    };
    const trailer = `x-amz-checksum-crc32c:mnG7TA==\r\nx-amz-trailer-signature:${"0".repeat(64)}\r\n\r\n`;
    const body = `5${signature}\r\nhello\r\n0${signature}\r\n${trailer}`;
    expect((await chunked(body, trailing)).status).toBe(200);
    expect((await send("HEAD", "/orders/chunked", {})).headers["content-encoding"]).toBe("gzip");
    const signed = { "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" };
    expect((await chunked(`5${signature}\r\nhello\r\n0${signature}\r\n\r\n`, signed)).status).toBe(200);
  });

  test.each([
    ["5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest"],
    ["4\r\nhell\r\n0\r\nx-amz-checksum-crc32:2bRy/A==\r\n\r\n", "IncompleteBody"],
    ["5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError"],
    ["5\r\nhello\r\n", "IncompleteBody"],
  ])("%j is refused: %s", async (body, code) => {
    const trailing = {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-trailer": "x-amz-checksum-crc32",
    };
    expect((await chunked(body, trailing)).text).toContain(`<Code>${code}</Code>`);
  });
});

test("a body that is not what was signed is refused", async () => {
  const answered = await send("PUT", "/orders/k", { "x-amz-content-sha256": "0".repeat(64) }, "other");
  expect(answered.text).toContain("<Code>XAmzContentSHA256Mismatch</Code>");
  expect(await read(s3, "k")).toBe("hello");
});

test("errors have S3's form, and none where HEAD is asked", async () => {
  const got = await send("GET", "/nowhere/a%26b", {});
  expect(got.headers["content-type"]).toBe("application/xml");
  expect(got.text).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchBucket<\/Code><Message>The specified bucket does not exist<\/Message><BucketName>nowhere<\/BucketName><RequestId>[0-9A-F]{16}<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/,
  );
  expect(await send("HEAD", "/orders/none", {})).toMatchObject({ status: 404, text: "" });
  const unsigned = await fetch(`http://127.0.0.1:${local.port}/orders/k?X-Amz-Credential=a%2Fb`);
  expect(unsigned.status).toBe(404);
});

test.each([
  ["POST", "/orders?delete", "<Delete", "MalformedXML"],
  [
    "POST",
    "/orders?delete",
    '<!DOCTYPE a [<!ENTITY b "c">]><Delete><Object><Key>&b;</Key></Object></Delete>',
    "MalformedXML",
  ],
  ["POST", "/orders?delete", "<Delete/>", "MalformedXML"],
  ["POST", "/orders?delete", "<Other/>", "MalformedXML"],
  ["PUT", "/orders?tagging", "<Tagging/>", "MalformedXML"],
  [
    "PUT",
    "/orders?versioning",
    "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>",
    "MalformedXML",
  ],
  ["PUT", "/orders?replication", "<ReplicationConfiguration/>", "NotImplemented"],
  ["PUT", "/orders/k?restore", "", "NotImplemented"],
])("%s %s with %s is %s", async (method, path, body, code) => {
  const { createHash } = await import("node:crypto");
  const md5 = createHash("md5").update(body).digest("base64");
  expect((await send(method, path, { "content-md5": md5 }, body)).text).toContain(`<Code>${code}</Code>`);
});
