import { describe, expect, test } from "vitest";
import { readSettings, withState } from "../../src/settings/sources.ts";
import { named, setTo, whereGiven } from "../../src/settings/where-given.ts";

const given = (sources: { flags?: object; env?: Record<string, string>; file?: object; state?: object }) =>
  whereGiven(
    withState(
      readSettings({ flags: sources.flags ?? {}, env: sources.env ?? {}, file: sources.file ?? {}, cwd: "/nowhere" }),
      sources.state ?? {},
    ),
  );

const env = { KINESIS_PROXY_ACCEPT: "json" };

describe("where a setting is given", () => {
  test.each([
    [{}, undefined],
    [{ state: { accept: ["json"] } }, undefined],
    [{ file: { accept: ["json"] } }, "file"],
    [{ file: { accept: ["json"] }, env }, "env"],
    [{ flags: { accept: ["json"] }, env }, undefined],
    [{ file: { preset: "stripe" } }, "file"],
    [{ env: { KINESIS_PROXY_PRESET: "stripe" } }, "env"],
    [{ flags: { preset: "stripe" } }, undefined],
  ])("%j: %s", (sources, where) => expect(given(sources)("accept")).toBe(where));
});

test("it is named, and given another value, where it is given", () => {
  const [flag, file, variable] = [() => undefined, () => "file" as const, () => "env" as const];
  expect([flag, file, variable].map((where) => named("maxRecordSize", where))).toEqual([
    "--max-record-size",
    '"maxRecordSize" in kinesis-proxy.json',
    "KINESIS_PROXY_MAX_RECORD_SIZE",
  ]);
  expect(setTo("maxRecordSize", 2_048, file)).toBe(
    '"maxRecordSize": 2048 in kinesis-proxy.json, and then "kinesis-proxy up"',
  );
  expect(setTo("accept", ["json", "a/b&c"], flag)).toBe(`"kinesis-proxy up --accept json 'a/b&c'"`);
  expect(setTo("accept", ["json", "text"], variable)).toBe(
    `KINESIS_PROXY_ACCEPT='json text', and then "kinesis-proxy up"`,
  );
});
