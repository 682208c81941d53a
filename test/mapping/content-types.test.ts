import { expect, test } from "vitest";
import { acceptWords, batchTypes, binaryTypes, contentTypes } from "../../src/mapping/content-types.ts";

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

test("any takes what senders really send, and only what is bytes as bytes", () => {
  const sent = [
    "multipart/form-data",
    "application/scim+json",
    "application/hal+json",
    "application/soap+xml",
    "application/logplex-1",
    "application/cloudevents+json",
    "application/cloudevents-batch+json",
    "application/reports+json",
    "application/csp-report",
    "application/x-ndjson",
  ];
  expect(contentTypes(["any"])).toEqual(expect.arrayContaining(sent));
  expect(binaryTypes(sent)).toEqual(["multipart/form-data"]);
});

test("a batch is JSON in any case, or one of the accepted types that are JSON", () => {
  expect(batchTypes()).toEqual(["application/json"]);
  const accept = ["text/plain", "application/reports+json", "application/cloudevents-batch+json", "image/png"];
  expect(batchTypes(accept)).toEqual([
    "application/json",
    "application/reports+json",
    "application/cloudevents-batch+json",
  ]);
});
