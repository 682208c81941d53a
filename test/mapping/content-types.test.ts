import { expect, test } from "vitest";
import { acceptWords, contentTypes } from "../../src/mapping/content-types.ts";

test.each([
  [["json"], ["json"]],
  [
    ["application/json", "text", "application/pdf"],
    ["json", "text", "application/pdf"],
  ],
  [["any"], ["any"]],
  [
    ["form", "any", "video/mp4"],
    ["any", "video/mp4"],
  ],
])("%j is said again as %j", (accept, words) => {
  const said = acceptWords(contentTypes(accept));
  expect(said).toEqual(words);
  expect([...contentTypes(said)].sort()).toEqual([...contentTypes(accept)].sort());
});
