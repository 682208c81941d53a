import { expect, test } from "vitest";
import { UsageError } from "../../../src/engine/errors.ts";
import { archiveBuffer, archivePlace, archiveText } from "../../../src/settings/parse/archive.ts";

test.each([
  ["true", { bucket: undefined, prefix: "" }, "true"],
  ["s3://orders-archive", { bucket: "orders-archive", prefix: "" }, "s3://orders-archive"],
  ["s3://orders-archive/", { bucket: "orders-archive", prefix: "" }, "s3://orders-archive"],
  ["s3://my.bucket/raw/web=1/", { bucket: "my.bucket", prefix: "raw/web=1" }, "s3://my.bucket/raw/web=1"],
])("%s is read, and written so that it is read as the same", (text, value, written) => {
  expect(archivePlace(text, "--archive")).toEqual(value);
  expect(archiveText(value)).toBe(written);
  expect(archivePlace(written, "--archive")).toEqual(value);
});

test.each([
  ["orders", "takes s3://BUCKET/PREFIX"],
  ["s3://", "takes s3://BUCKET/PREFIX"],
  ["https://orders.s3.amazonaws.com", "takes s3://BUCKET/PREFIX"],
  ["s3://Orders", "S3 takes no capital letters"],
  ["s3://or", "it has 2 characters"],
  [`s3://${"a".repeat(64)}`, "it has 64 characters"],
  ["s3://a_b_c", "lower-case letters, digits, dots and hyphens"],
  ["s3://-orders", "begins and ends with a letter or a digit"],
  ["s3://or..ders", "neither two dots in a row nor an address"],
  ["s3://192.168.0.1", "neither two dots in a row nor an address"],
  ["s3://xn--orders", 'S3 keeps "xn--" for itself'],
  ["s3://orders-s3alias", 'S3 keeps "-s3alias" for itself'],
  ["s3://orders/!{timestamp:yyyy}/", "cannot hold an expression"],
  ["s3://orders/a//b", "cannot be the prefix"],
  ["s3://orders/../b", "cannot be the prefix"],
  ["s3://orders/a b", "cannot be the prefix"],
  ["s3://orders/ä", "cannot be the prefix"],
  [`s3://orders/${"a".repeat(181)}`, "cannot be the prefix"],
])("%s is refused: %s", (text, why) => {
  expect(() => archivePlace(text, "--archive")).toThrow(UsageError);
  expect(() => archivePlace(text, "--archive")).toThrow(why);
});

test.each([
  ["5MB/60s", { megabytes: 5, seconds: 60 }],
  ["1/0", { megabytes: 1, seconds: 0 }],
  ["128mb/900S", { megabytes: 128, seconds: 900 }],
])("a buffer of %s", (text, value) => {
  expect(archiveBuffer(text, "--archive-buffer")).toEqual(value);
});

test.each(["", "5MB", "0MB/60s", "129MB/60s", "5MB/901s", "5GB/60s", "5MB/1m", "-1/5", "5.5/60"])(
  "a buffer of %j is refused",
  (text) => {
    expect(() => archiveBuffer(text, "--archive-buffer")).toThrow("a size from 1 to 128 MB and a time from 0 to 900 s");
  },
);
