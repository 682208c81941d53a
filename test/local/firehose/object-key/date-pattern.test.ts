import { describe, expect, test } from "vitest";
import { datePattern } from "../../../../src/local/firehose/object-key/date-pattern.ts";
import { zonedTime } from "../../../../src/local/firehose/object-key/zoned-time.ts";

const write = (pattern: string, time: string, zone?: string): string =>
  datePattern(pattern)(zonedTime(Date.parse(time), zone));

const morning = "2018-08-27T10:30:05.042Z";

// By hand, from the table of letters in the documentation of java.time.format.DateTimeFormatter (Java 8, en_US).
describe("letters", () => {
  test.each([
    ["yyyy/MM/dd/HH/", "2018/08/27/10/"],
    ["y-M-d", "2018-8-27"],
    ["yy yyy yyyyy uuuu", "18 2018 02018 2018"],
    ["MMM MMMM MMMMM LLL", "Aug August A Aug"],
    ["D DDD", "239 239"],
    ["E EEEE EEEEE e c", "Mon Monday M 2 2"],
    ["Q QQ QQQ QQQQ", "3 03 Q3 3rd quarter"],
    ["h K k H a", "10 10 10 10 AM"],
    ["hh:mm:ss.SSS", "10:30:05.042"],
    ["S SSSSSS n A", "0 042000 42000000 37805042"],
    ["w W F", "35 5 6"],
    ["G GGGG", "AD Anno Domini"],
    ["X XX XXX x xx xxx Z ZZZZ ZZZZZ O VV", "Z Z Z +00 +0000 +00:00 +0000 GMT Z GMT UTC"],
    ["yyyy'-'MM'-'dd", "2018-08-27"],
    ["'year='yyyy'/it''s'", "year=2018/it's"],
    ["yyyy''dd", "2018'27"],
    ["'dt='yyyy-MM-dd'T'HH", "dt=2018-08-27T10"],
    ["[yyyy[-MM]]", "2018-08"],
    ["ppppd", "  27"],
  ])("%s", (pattern, expected) => expect(write(pattern, morning)).toBe(expected));
});

describe("the week year begins on the Sunday before January 1", () => {
  test.each([
    ["2026-12-26T00:00:00Z", "2026 52"],
    ["2026-12-27T00:00:00Z", "2027 1"],
    ["2027-01-01T00:00:00Z", "2027 1"],
    ["2027-01-03T00:00:00Z", "2027 2"],
    ["2023-01-01T00:00:00Z", "2023 1"],
    ["2022-12-31T00:00:00Z", "2022 53"],
  ])("%s", (time, expected) => expect(write("YYYY w", time)).toBe(expected));
});

test.each([
  ["2026-12-31T15:00:00Z", "Asia/Tokyo", "2027-01-01 00 +09:00 GMT+9 GMT+09:00"],
  ["2026-07-01T00:00:00Z", "America/New_York", "2026-06-30 20 -04:00 GMT-4 GMT-04:00"],
  ["2026-01-01T00:00:00Z", "Asia/Kolkata", "2026-01-01 05 +05:30 GMT+5:30 GMT+05:30"],
])("%s in %s", (time, zone, expected) => expect(write("yyyy-MM-dd HH XXX O OOOO", time, zone)).toBe(expected));

test.each([
  ["2026-01-01T00:00:00Z", "12 0 24 0 AM"],
  ["2026-01-01T12:00:00Z", "12 0 12 12 PM"],
])("the hours of %s", (time, expected) => expect(write("h K k H a", time)).toBe(expected));

describe("refused in Java's words", () => {
  test.each([
    ["yyyy-b", "Unknown pattern letter: b"],
    ["ddd", "Too many pattern letters: d"],
    ["HHH", "Too many pattern letters: H"],
    ["'open", "Pattern ends with an incomplete string literal: 'open"],
    ["yyyy]", "Pattern invalid as it contains ] without previous ["],
    ["#", "Pattern includes reserved character: '#'"],
  ])("%s", (pattern, message) => expect(() => datePattern(pattern)).toThrow(message));
});
