import { PutBucketCorsCommand } from "@aws-sdk/client-s3";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { makeBucket, put } from "../bench.ts";

const Bucket = "orders";
const near = "http://localhost:3000";
const far = "https://far.example";
const signed = "AWS4-HMAC-SHA256 Credential=a/20260101/ap-northeast-2/s3/aws4_request, SignedHeaders=host, Signature=0";
let local: Local;

beforeAll(async () => {
  local = await startLocal();
  const { s3 } = clientsOf(local);
  const rules = [
    { AllowedMethods: ["GET"], AllowedOrigins: ["*"] },
    { AllowedMethods: ["PUT"], AllowedOrigins: [near, "https://app.example"], AllowedHeaders: ["*"] },
  ];
  for (const name of [Bucket, "closed"]) await makeBucket(s3, name);
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: rules } }));
  await put(s3, "k", "hello");
});
afterAll(() => local.close());

/** As a browser asks: with headers that `fetch` does not let anybody set. */
async function ask(method: string, path: string, headers: Readonly<Record<string, string>>) {
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    request({ host: "127.0.0.1", port: local.port, method, path, headers }, resolve).on("error", reject).end();
  });
  const { "access-control-allow-origin": allowed } = answer.headers;
  return { status: answer.statusCode, allowed, body: await text(answer) };
}
const question = (origin: string, method: string, path = `/${Bucket}/k`) =>
  ask("OPTIONS", path, { origin, "access-control-request-method": method, "sec-fetch-site": "cross-site" });
const get = (origin: string, path = `/${Bucket}/k`) =>
  ask("GET", path, { origin, authorization: signed, "sec-fetch-site": "cross-site" });

test("a page that a rule takes is answered", async () => {
  expect(await question(near, "GET")).toEqual({ status: 200, allowed: "*", body: "" });
  expect(await question(near, "PUT")).toMatchObject({ status: 200, allowed: near });
  expect(await question("https://app.example", "PUT")).toMatchObject({ status: 200, allowed: "https://app.example" });
  expect(await get(near)).toEqual({ status: 200, allowed: "*", body: "hello" });
  expect(await get(near, `/${Bucket}/none`)).toMatchObject({ status: 404, allowed: "*" });
});

test("a page that none takes, or only one for everybody, is not", async () => {
  expect(await question(far, "PUT")).toMatchObject({ status: 403, allowed: undefined });
  expect((await question(far, "PUT")).body).toMatch("<Code>AccessForbidden</Code>");
  // Signatures are not checked, so that * would open the bucket to any page of the web.
  expect(await question(far, "GET")).toMatchObject({ status: 403, allowed: undefined });
  expect(await get(far)).toMatchObject({ status: 403, allowed: undefined });
  expect((await get(far)).body).not.toMatch("hello");
  expect((await question(near, "GET", "/closed/k")).body).toMatch("CORS is not enabled for this bucket.");
  expect((await question(near, "GET", "/none/k")).body).toMatch("Bucket not found");
  expect(await get(near, "/closed/k")).toMatchObject({ status: 403, allowed: undefined });
  expect(await get(near, "/")).toMatchObject({ status: 403, allowed: undefined });
  const other = signed.replace("/s3/", "/iam/");
  expect(await ask("GET", `/${Bucket}/k`, { origin: near, authorization: other })).toMatchObject({ status: 403 });
});
