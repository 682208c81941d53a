import { expect, test } from "vitest";
import { otherStream } from "../../../../src/cli/records/checkpoint/other-stream.ts";

const arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
const createdAt = "2026-01-01T00:00:00.000Z";
const orders = { stream: "orders", region: "eu-west-1", arn, createdAt };

test.each([
  ["itself", orders],
  ["by its ARN", { ...orders, stream: arn }],
  ["in a file of an earlier version", { stream: "orders", region: "eu-west-1" }],
  ["in such a file, by its ARN", { stream: arn, region: "eu-west-1" }],
])("%s, it is the same stream", (_, before) => {
  expect(otherStream("c.json", before, orders)).toBeUndefined();
  expect(otherStream("c.json", orders, before)).toBeUndefined();
});

const elsewhere = arn.replace("111122223333", "444455556666");

test.each([
  [{ ...orders, stream: "clicks" }, "is of the stream clicks in eu-west-1, not of orders in eu-west-1."],
  [{ ...orders, region: "us-east-1" }, "is of the stream orders in us-east-1, not of orders in eu-west-1."],
  [
    { ...orders, endpoint: "http://127.0.0.1:4566" },
    "is of the stream orders in eu-west-1 at http://127.0.0.1:4566, not of orders in eu-west-1.",
  ],
  [{ ...orders, arn: elsewhere }, `is of the stream ${elsewhere}, not of ${arn}.`],
  [{ stream: elsewhere, region: "eu-west-1" }, `is of the stream ${elsewhere}, not of ${arn}.`],
  [
    { ...orders, createdAt: "2025-01-01T00:00:00.000Z" },
    "is of the stream orders that was made at 2025-01-01T00:00:00.000Z;",
  ],
])("%j is another one", (before, message) => {
  expect(otherStream("c.json", before, orders)?.message).toContain(message);
});
