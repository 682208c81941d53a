import { expect, test } from "vitest";
import { readCsv } from "../../../../src/local/apigateway/api-keys/read-csv.ts";

test.each<[string, readonly (readonly string[])[]]>([
  ["", []],
  ["a", [["a"]]],
  [
    "a,b\r\nc, d ,\n\n",
    [
      ["a", "b"],
      ["c", "d", ""],
    ],
  ],
  ['x,"one, ""two""\nthree"\n', [["x", 'one, "two"\nthree']]],
  ["x,'p1,p2'", [["x", "p1,p2"]]],
  ['"not closed,b', [['"not closed', "b"]]],
  ['"closed"too early,b', [['"closed"too early', "b"]]],
  ["a,", [["a", ""]]],
])("%j", (text, rows) => {
  expect(readCsv(text)).toEqual(rows);
});
