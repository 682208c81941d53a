import { expect, test } from "vitest";
import { readSettings } from "../../../src/settings/sources.ts";
import { typedFlags } from "../../../src/settings/flags/typed-flags.ts";

test("what was typed is typed again, and what a variable or the file gives is not", () => {
  const flags = {
    name: "orders",
    shards: "2",
    onDemand: false,
    apiKey: true,
    accept: ["json", "text"],
    envelope: true,
    partitionKey: "constant:a b",
    cors: false,
    streamArn: "none",
  };
  const given = readSettings({ flags, env: { KINESIS_PROXY_PATH: "/a" }, file: { stage: "live" }, cwd: "/nowhere" });
  expect(typedFlags(given).join(" ")).toBe(
    "--stream-arn none --shards 2 --no-on-demand --api-key --partition-key constant:a b --accept json text --envelope --no-cors",
  );
});
