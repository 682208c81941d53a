import { expect, test } from "vitest";
import { wanted } from "../../../../src/cli/commands/completion/wanted.ts";
import { commands, families } from "../../../../src/cli/program.ts";

const at = (...typed: readonly string[]) => wanted(typed, Object.values(commands).flat(), families);
const words = (...typed: readonly string[]) => at(...typed).words.map(({ word }) => word);

test("first comes a command; of two words, the first", () => {
  expect(words("")).toEqual(expect.arrayContaining(["up", "tail", "preset", "key", "help"]));
  expect(words("")).not.toContain("preset list");
  expect(words("preset", "")).toEqual(["list", "show"]);
  expect(words("help", "")).toContain("preset");
  expect(words("bogus", "")).toEqual([]);
  expect(words("preset", "list", "x", "")).toEqual([]);
});

test("each has what it means beside it", () => {
  expect(at("").words.find(({ word }) => word === "up")?.about).toMatch(/^create or repair/);
  expect(at("up", "-").words.find(({ word }) => word === "--shards")?.about).toMatch(/^number of shards/);
  expect(at("up", "-").words.find(({ word }) => word === "--no-alarms")?.about).toBe("no alarms");
});

test("flags are those of the command, its settings and of every command", () => {
  const up = words("up", "-");
  expect(up).toEqual(
    expect.arrayContaining(["--shards", "--dry-run", "--no-probe", "--no-api-key", "--name", "--no-color"]),
  );
  expect(up).not.toContain("--fault");
  expect(words("local", "-")).not.toContain("--shards");
  expect(words("-")).toContain("--region");
  // Hidden ones are for programs.
  expect(words("completion", "-")).not.toContain("--words");
  expect(new Set(up).size).toBe(up.length);
});

test.each([
  [
    ["up", "--execution-log", ""],
    ["off", "error", "info"],
  ],
  [
    ["up", "--execution-log=e"],
    ["--execution-log=off", "--execution-log=error", "--execution-log=info"],
  ],
  [
    ["tail", "--output", "p"],
    ["json", "pretty", "raw"],
  ],
  [
    ["tail", "--hide", "time", ""],
    ["time", "stream", "shard", "key"],
  ],
  [
    ["url", ""],
    ["batch", "health"],
  ],
  [
    ["--color", ""],
    ["auto", "always", "never"],
  ],
  [["up", "--shards", ""], []],
  [["up", "--bogus="], []],
] as const)("%j can go on with %j", (typed, expected) => {
  expect(words(...typed)).toEqual(expected);
});

test.each([
  [["up", "--region", ""], { flag: "region", before: "" }],
  [["up", "--region=eu"], { flag: "region", before: "--region=" }],
  [["tail", "--shard", "0", ""], { flag: "shard", before: "" }],
  [["tail", "--stream-name", ""], { flag: "streamName", before: "" }],
  [["up", "--name", "orders", ""], undefined],
  [["up", "--shards", "2", "--region", "x", ""], undefined],
] as const)("%j asks for values: %j", (typed, expected) => {
  expect(at(...typed).valuesOf).toEqual(expected);
});

test("a value is not taken for a command, and a flag ends a list", () => {
  expect(words("--name", "up", "preset", "")).toEqual(["list", "show"]);
  expect(at("tail", "--hide", "time", "--json", "").words).toEqual([]);
  expect(at("tail", "--hide=time", "").words.map(({ word }) => word)).toContain("shard");
});

test("files are completed where files are taken", () => {
  expect(at("send", "").files).toBe(true);
  expect(at("up", "--schema", "").files).toBe(true);
  expect(at("tail", "--checkpoint", "").files).toBe(true);
  expect(at("up", "--name", "").files).toBeUndefined();
});
