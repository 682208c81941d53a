import { describe, expect, test } from "vitest";
import { readPrefix } from "../../../../src/local/firehose/object-key/prefix.ts";
import { zonedTime } from "../../../../src/local/firehose/object-key/zoned-time.ts";

const time = zonedTime(Date.UTC(2018, 7, 27, 10, 30));

test.each([
  ["", ""],
  ["logs/", "logs/"],
  ["!{timestamp:yyyy/MM/dd}", "2018/08/27"],
  ["year=!{timestamp:yyyy}/month=!{timestamp:MM}/", "year=2018/month=08/"],
  ["bad/!{firehose:error-output-type}/!{timestamp:yyyy}/", "bad/processing-failed/2018/"],
  ["a{b}!c$&", "a{b}!c$&"],
  ["dt=!{timestamp:yyyy'-'MM'-'dd}/", "dt=2018-08-27/"],
])("%s", (text, expected) => {
  expect(readPrefix(text).evaluate({ time, errorOutputType: "processing-failed" })).toBe(expected);
});

test("each random string has eleven characters of its own", () => {
  const text = readPrefix("!{firehose:random-string}/!{firehose:random-string}").evaluate({ time });
  const [one, other] = text.split("/");
  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{2}$/);
  expect(other).not.toBe(one);
});

describe("refused", () => {
  test.each([
    ["!{timestamp:yyyy", "Expression is not closed, expected }"],
    ["!{nobody:x}", "Expression !{nobody:x} is invalid"],
    ["!{yyyy}", "Expression !{yyyy} is invalid"],
    ["!{firehose:other}", "Expression !{firehose:other} is invalid"],
    ["!{timestamp:yyyy/bb}", "Unknown pattern letter: b"],
    ["!{partitionKeyFromQuery:k}/", "Dynamic Partitioning Namespaces can only be part of a prefix expression"],
  ])("%s", (text, message) => expect(() => readPrefix(text)).toThrow(message));
});
