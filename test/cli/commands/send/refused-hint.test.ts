import { expect, test } from "vitest";
import { refusedHint } from "../../../../src/cli/commands/send/refused-hint.ts";
import { contentTypes } from "../../../../src/mapping/content-types.ts";
import { fakeContext } from "../../../helpers/fake-context.ts";

const { config } = fakeContext();

test.each([
  [413, {}, "API Gateway takes bodies up to 10 MB"],
  [415, {}, "It takes application/json, not text/plain: choose another --content-type"],
  [
    415,
    { accept: contentTypes(["form", "json"]) },
    "It takes application/x-www-form-urlencoded (or 1 other types), not text/plain",
  ],
  [415, { accept: contentTypes(["form", "json"]) }, '--accept form json text"'],
  [415, { accept: contentTypes(["any"]).filter((one) => one !== "text/plain") }, '--accept any"'],
  [403, {}, "allow-ips --list"],
  [429, {}, "--rate"],
  [503, { status: { busy: 503 } }, "--rate"],
  [400, { schema: "{}" }, "must fit the JSON Schema"],
  [400, { schema: "" }, "render FILE"],
  [422, { status: { refused: 422 } }, "render FILE"],
  [500, {}, "kinesis-proxy status"],
])("to a %i with %j it says %s", (status, more, hint) => {
  const refused = { status, contentType: "text/plain", bytes: 12, body: "", largest: 1024 };
  expect(refusedHint(refused, { ...config, ...more })).toContain(hint);
});

test.each([
  [415, {}, '"accept": ["json", "text"] in kinesis-proxy.json, and then "kinesis-proxy up"'],
  [400, { bytes: 2_000_000 }, '"maxRecordSize": 1954 in kinesis-proxy.json, and then "kinesis-proxy up" lets it in.'],
  [429, { body: "Limit Exceeded" }, 'change "quota" in kinesis-proxy.json, and then "kinesis-proxy up".'],
  [429, { body: "Too Many Requests" }, 'Else "throttle" in kinesis-proxy.json lets no more through'],
])("to a %i with %j, what kinesis-proxy.json gives is to be changed there", (status, more, hint) => {
  const refused = { status, contentType: "text/plain", bytes: 12, body: "", largest: 1024, ...more };
  expect(refusedHint(refused, config, () => "file")).toContain(hint);
});

test("to a 400 for an event that is too large it says how large one may be", () => {
  const refused = { status: 400, contentType: "application/json", bytes: 2_000_000, body: "", largest: 1024 };
  expect(refusedHint(refused, config)).toBe(
    'A record of this stream holds 1 MiB at most, and this event has 2000000 bytes: "kinesis-proxy up --max-record-size 1954" lets it in.',
  );
  const more = { ...refused, bytes: 8_000_000, largest: 5_000 };
  expect(refusedHint(more, config)).toBe(
    "A record of this stream holds 5000 KiB at most, and this event has 8000000 bytes.",
  );
});

test("to a 429 of API Gateway's own it says that the endpoint is paused or throttled", () => {
  const refused = {
    status: 429,
    contentType: "text/plain",
    bytes: 12,
    body: '{"message":"Too Many Requests"}',
    largest: 1024,
  };
  expect(refusedHint(refused, config)).toContain('is it paused ("kinesis-proxy status")?');
});

test("to a 429 for want of quota it does not speak of the stream", () => {
  const refused = {
    status: 429,
    contentType: "application/json",
    bytes: 2,
    body: '{"message":"Limit Exceeded"}',
    largest: 1024,
  };
  expect(refusedHint(refused, config)).toMatch(/used up its quota .*"kinesis-proxy up --quota COUNT\/day"/);
});
