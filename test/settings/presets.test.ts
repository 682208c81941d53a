import { describe, expect, test } from "vitest";
import { presets } from "../../src/settings/presets.ts";
import { resolveConfig, toRemember } from "../../src/settings/resolve-config.ts";
import { readSettings, withState, type Source } from "../../src/settings/sources.ts";
import { entries } from "../../src/settings/table.ts";

const nothing = { flags: {}, env: {}, file: {}, cwd: "/nowhere" };
const place = { region: "eu-west-1", endpoint: undefined };

describe.each(Object.entries(presets))("%s", (name, { settings, fields, source, date, again }) => {
  test("is a bundle of settings as kinesis-proxy.json may give them, which go together", () => {
    for (const [setting, value] of Object.entries(settings)) {
      const entry = Object.entries(entries).find(([one]) => one === setting)?.[1];
      expect([setting, entry?.json.holds(value)]).toEqual([setting, true]);
    }
    const given = readSettings({ ...nothing, flags: { preset: name } });
    expect(resolveConfig(given, place).preset).toBe(name);
    for (const setting of Object.keys(settings)) expect(given).toHaveProperty([setting, "from"], "preset");
  });

  test("takes the place of another preset in what they all set", () => {
    expect(Object.keys(settings)).toEqual(
      expect.arrayContaining(["accept", "envelope", "envelopeBody", "envelopeInclude"]),
    );
  });

  test("has a source, a date, the URL to type, and what nobody has tried", () => {
    expect(source).toMatch(/^https:\/\//);
    expect(date).toMatch(/^\d{4}-\d\d/);
    expect(fields.join("\n")).toMatch(/\{(url|batch)\}/);
    expect(again).not.toBe("");
  });
});

test("flag, variable and file win over a preset, which wins over what is remembered", () => {
  const from = (more: Partial<typeof nothing>, state: Source = {}) => {
    const { accept, envelope } = withState(readSettings({ ...nothing, flags: { preset: "github" }, ...more }), state);
    return [accept?.from, envelope?.from];
  };
  expect(from({})).toEqual(["preset", "preset"]);
  expect(from({ flags: { preset: "github", accept: "text" } })).toEqual(["flags", "preset"]);
  expect(from({ env: { KINESIS_PROXY_ACCEPT: "text" } })).toEqual(["env", "preset"]);
  expect(from({ file: { accept: "text", preset: "stripe" } })).toEqual(["file", "preset"]);
  expect(from({}, { accept: ["text"], envelope: [] })).toEqual(["preset", "preset"]);
  // Remembered, its settings stand by themselves: a later version of a preset changes no proxy.
  expect(from({ flags: {} }, { preset: "github", accept: ["text"] })).toEqual(["state", undefined]);
});

test("what a preset sets is remembered as if it had been typed", () => {
  const asked = readSettings({ ...nothing, flags: { preset: "stripe" } });
  expect(toRemember(asked, {})).toEqual({
    preset: "stripe",
    accept: ["json"],
    envelope: ["Stripe-Signature"],
    envelopeBody: "text",
    envelopeInclude: [],
  });
  expect(toRemember(readSettings({ ...nothing, flags: { preset: false } }), {})).toEqual({ preset: "" });
});

test("a name that is nearly one says which is meant", () => {
  expect(() => readSettings({ ...nothing, flags: { preset: "strype" } })).toThrow('there is no preset "strype"');
  expect(() => readSettings({ ...nothing, flags: { preset: "toString" } })).toThrow("there is no preset");
});
