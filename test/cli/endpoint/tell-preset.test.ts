import { expect, test } from "vitest";
import { fieldsOf, notAsPreset, presetWarnings, shutsOut } from "../../../src/cli/endpoint/tell-preset.ts";
import { presets, presetNames } from "../../../src/settings/presets.ts";
import { resolveConfig } from "../../../src/settings/resolve-config.ts";
import { readSettings, type Source } from "../../../src/settings/sources.ts";

const configOf = (preset: string, flags: Source = {}) =>
  resolveConfig(readSettings({ flags: { preset, ...flags }, env: {}, file: {}, cwd: "/nowhere" }), {
    region: "eu-west-1",
    endpoint: undefined,
  });
const differs = (preset: string, flags: Source = {}) => notAsPreset(preset, configOf(preset, flags));

test.each(presetNames)("%s by itself is as it should be", (name) => {
  expect(differs(name)).toEqual([]);
});

test.each<[string, Source, readonly string[]]>([
  ["firehose", { batchPath: "none", batchFrom: "records" }, ["--batch-path", "--batch-from"]],
  ["github", { envelope: false, envelopeBody: "parsed" }, ["--envelope", "--envelope-body"]],
  ["github", { envelope: "X-Other" }, ["--envelope"]],
  ["github", { accept: "text" }, ["--accept"]],
  ["cloudevents", { accept: "json" }, ["--accept"]],
  ["firehose", { batchFrom: "ndjson" }, ["--batch-from"]],
  // Firehose sends nothing again after 413.
  ["firehose", { status: "busy=413" }, ["--status"]],
])("%s with %j is told to differ", (preset, flags, named) => {
  expect(differs(preset, flags)).toEqual(named);
});

test("more than a preset asks for, and another path, is no difference", () => {
  expect(differs("firehose", { batchPath: "/in", accept: "json text" })).toEqual([]);
  const envelope = [...Object.values(presets["stripe"]!.settings["envelope"]!), "X-Other"];
  expect(differs("stripe", { envelope, envelopeInclude: "path" })).toEqual([]);
});

test("the address of a route that there is not is not told", () => {
  const { firehose } = presets;
  expect(fieldsOf(firehose!, { url: "U", batch: undefined }).join()).not.toMatch(/URL|[{}]/);
  expect(fieldsOf(firehose!, { url: "U", batch: "B" }).join()).toContain("URL: B");
});

test("a sender that cannot send a key or sign as AWS does is said to get 403", () => {
  const shut = (preset: string, flags: Source) => shutsOut(preset, configOf(preset, flags));
  expect(shut("github", {})).toBeUndefined();
  expect(shut("github", { apiKey: true })).toContain("With --api-key all of its requests get 403.");
  expect(shut("segment", { apiKey: true })).toBeUndefined();
  expect(shut("segment", { auth: "iam" })).toContain("With --auth iam all of them get 403.");
});

test("plans warn of both, and of nothing without a preset", () => {
  expect(presetWarnings(configOf("none", { apiKey: true }))).toEqual([]);
  expect(presetWarnings(configOf("github"))).toEqual([]);
  expect(presetWarnings(configOf("github", { apiKey: true, envelope: false }))).toEqual([
    expect.stringContaining("Not as the preset github has it: --envelope."),
    expect.stringContaining("With --api-key"),
  ]);
});
