import { expect, test } from "vitest";
import { readPlace, writePlace } from "../../../../../src/local/page/app/model/place.ts";

test.each([
  ["#/requests/12/edit?status=4xx", { view: "requests", parts: ["12", "edit"], query: { status: "4xx" } }],
  ["#/stream/us-east-1/a%2Fb?key=a+b%26c", { view: "stream", parts: ["us-east-1", "a/b"], query: { key: "a b&c" } }],
] as const)("%s is read, and written again", (hash, place) => {
  expect(readPlace(hash)).toEqual(place);
  expect(writePlace(place)).toBe(hash);
});

test.each(["", "#", "#/", "#/nothing", "#/requests"])("%j is the list of requests", (hash) => {
  expect(readPlace(hash).view).toBe("requests");
});

test("what is no escape stays as it is, and what is empty is not written", () => {
  expect(readPlace("#/stream/%zz").parts).toEqual(["%zz"]);
  expect(writePlace({ view: "api", query: { status: "" } })).toBe("#/api");
});
