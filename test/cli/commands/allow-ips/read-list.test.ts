import { expect, test } from "vitest";
import { rangesIn, rangesInJson } from "../../../../src/cli/commands/allow-ips/read-list.ts";

test("a text has a range a word, and comments", () => {
  expect(rangesIn("# partners\n203.0.113.7, 2001:db8::1\r\n\n198.51.100.0/24 # office\n", "x")).toEqual([
    "203.0.113.7/32",
    "2001:db8::1/128",
    "198.51.100.0/24",
  ]);
});

test.each([
  [
    "203.0.113.7\n\n203.0.113.0/23\n",
    'Line 3 of p.txt: "203.0.113.0/23" is not a range: the address has bits beyond the 23.',
  ],
  ["office\n", 'Line 1 of p.txt: "office" is not an IP address or range.'],
  ["# nothing\n", "p.txt has no address in it."],
])("%j is refused: %s", (text, message) => expect(() => rangesIn(text, "p.txt")).toThrow(message));

test("JSON has them in a member, or is the list", () => {
  expect(rangesInJson('{"hooks":["203.0.113.0/24"]}', "hooks", "x")).toEqual(["203.0.113.0/24"]);
  expect(rangesInJson('["203.0.113.7"]', "hooks", "x")).toEqual(["203.0.113.7/32"]);
  expect(rangesInJson('["203.0.113.7"]', undefined, "x")).toEqual(["203.0.113.7/32"]);
});

test.each([
  ['{"hooks":["203.0.113.0/24","x"]}', 'Entry 2 of "hooks" in meta: "x" is not an IP address or range.'],
  ['{"hooks":[{"cidr":"203.0.113.0/24"}]}', 'Entry 1 of "hooks" in meta: "[object Object]" is not an IP address'],
  ['["office"]', 'Entry 1 of meta: "office" is not an IP address or range.'],
  ['{"web":[]}', 'meta has no list "hooks" with addresses.'],
  ['{"hooks":[]}', 'meta has no list "hooks" with addresses.'],
  ['{"hooks":{"v4":["203.0.113.0/24"]}}', 'meta has no list "hooks" with addresses.'],
  ["[]", 'meta has no list "hooks" with addresses.'],
  ["null", 'meta has no list "hooks" with addresses.'],
  ["<html>", "meta is a web page, not JSON."],
  ['{"hooks":["203.0', "meta is not JSON."],
  ["", "meta is empty."],
])("%s is refused: %s", (text, message) => expect(() => rangesInJson(text, "hooks", "meta")).toThrow(message));
