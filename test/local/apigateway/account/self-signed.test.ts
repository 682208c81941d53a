import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { selfSigned } from "../../../../src/local/apigateway/account/self-signed.ts";

test("a certificate is one that others can read, is its own issuer, and holds from the first date to the last", () => {
  const [from, to] = [Date.UTC(2026, 0, 31, 1, 2, 3), Date.UTC(2051, 0, 31, 1, 2, 3)];
  // A signature of ECDSA differs in length by chance.
  const read = Array.from({ length: 20 }, () => new X509Certificate(selfSigned("ApiGateway", from, to)));
  for (const certificate of read) {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect([certificate.subject, certificate.issuer]).toEqual(["CN=ApiGateway", "CN=ApiGateway"]);
    expect([certificate.validFrom, certificate.validTo].map(Date.parse)).toEqual([from, to]);
  }
  expect(new Set(read.map(({ serialNumber }) => serialNumber)).size).toBe(read.length);
  expect(new Set(read.map(({ fingerprint256 }) => fingerprint256)).size).toBe(read.length);
});
