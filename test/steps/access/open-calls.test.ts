import { expect, test } from "vitest";
import { openCalls } from "../../../src/steps/access/open-calls.ts";
import { allowPolicy, readAllowPolicy } from "../../../src/steps/policies.ts";
import type { Config } from "../../../src/settings/config.ts";
import { settings } from "../../mapping/route-settings.ts";

const config = (more: Partial<Config>): Config => ({ ...settings, ...more }) as unknown as Config;

test("no call is open but those whose callers cannot sign", () => {
  expect(openCalls(config({}))).toEqual([]);
  expect(openCalls(config({ getEvents: true, handshake: "challenge" }))).toEqual([]);
  expect(openCalls(config({ handshake: "challenge", path: "/in/{id}", health: "/health" }))).toEqual([
    "GET/in/*",
    "GET/health",
    "HEAD/health",
  ]);
  const firehose = { batchPath: "/many", batchFrom: { type: "firehose" } } as const;
  expect(openCalls(config(firehose))).toEqual([]);
  expect(openCalls(config({ ...firehose, firehoseKey: { asked: true, value: "k" } }))).toEqual(["POST/many"]);
  expect(openCalls(config(firehose), ["POST/many"])).toEqual(["POST/many"]);
});

test("a policy tells them again, as AWS writes it", () => {
  const open = ["GET/health", "HEAD/health"];
  for (const callers of [
    { signed: true, preflight: false, open },
    { signed: true, preflight: true, open },
    { signed: true, preflight: false, open: ["GET/"] },
  ]) {
    const saved = JSON.stringify(allowPolicy(["203.0.113.0/24"], callers)).replaceAll(
      "execute-api:/",
      "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/",
    );
    expect(readAllowPolicy(saved, "a1b2c3")).toEqual({ cidrs: ["203.0.113.0/24"], callers });
  }
});
