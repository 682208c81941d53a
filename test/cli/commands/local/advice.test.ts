import { describe, expect, test } from "vitest";
import { advice } from "../../../../src/cli/commands/local/advice.ts";
import { entries } from "../../../../src/settings/table.ts";

describe("what can be done about a refusal", () => {
  test.each([
    ["key", "INVALID_API_KEY", ["--api-key"], 'Send the header x-api-key: "kinesis-proxy key show" prints its value.'],
    ["policy", "ACCESS_DENIED", ["allow-ips"], 'Let it in with "kinesis-proxy allow-ips --add 203.0.113.7".'],
    ["integration", "ResourceNotFoundException", ["--stream-name"], 'Make the stream with "kinesis-proxy up".'],
  ] as const)("%s: %s", (phase, type, settings, change) => {
    expect(advice({ phase, type, why: "", about: "203.0.113.7" })).toEqual({ settings, change });
  });

  test.each([
    [["application/json"], "text/plain", "up --accept json text"],
    [["application/json", "application/xml"], "image/png", "up --accept json application/xml image/png"],
    [["application/x-www-form-urlencoded"], "a/b&c", "up --accept form 'a/b&c'"],
  ])("of a route that takes %j, %s is taken beside those", (taken, about, command) => {
    const { change } = advice({ phase: "template", type: "UNSUPPORTED_MEDIA_TYPE", why: "", about, taken });
    expect(change).toContain(`"kinesis-proxy ${command}"`);
  });

  test.each([
    [
      "template",
      "UNSUPPORTED_MEDIA_TYPE",
      '"accept": ["json", "text"] in kinesis-proxy.json, and then "kinesis-proxy up"',
    ],
    ["route", "MISSING_AUTHENTICATION_TOKEN", '"path": "/events" in kinesis-proxy.json, and then "kinesis-proxy up"'],
    ["authorization", "INVALID_SIGNATURE", '"auth": "none" in kinesis-proxy.json, and then "kinesis-proxy up"'],
    ["throttle", "THROTTLED", 'raise "throttle" in kinesis-proxy.json.'],
    ["throttle", "QUOTA_EXCEEDED", 'raise "quota" in kinesis-proxy.json.'],
    ["validation", "BAD_REQUEST_BODY", 'the schema of "schema" in kinesis-proxy.json.'],
  ] as const)("%s: %s of a setting that the file gives: %s", (phase, type, words) => {
    const refusing = { phase, type, why: "", about: "text/plain", taken: ["application/json"] };
    expect(advice(refusing, () => "file").change).toContain(words);
    expect(advice(refusing).change).not.toContain("kinesis-proxy.json");
  });

  test("what no setting can take is not offered, since a stranger has sent it", () => {
    const refusing = { phase: "template", type: "UNSUPPORTED_MEDIA_TYPE", why: "", about: "a;rm -rf ~" } as const;
    expect(advice(refusing).change).toBe("Send another Content-Type.");
  });

  test("differs by the phase: no route, or no signature", () => {
    const of = (phase: "route" | "authorization") =>
      advice({ phase, type: "MISSING_AUTHENTICATION_TOKEN", why: "" }).settings[0];
    expect([of("route"), of("authorization")]).toEqual(["--path", "--auth"]);
  });

  test("is nothing where nothing is known", () => {
    expect(advice({ phase: "response-template", type: "RESPONSE", why: "" })).toEqual({ settings: [] });
    expect(advice({ phase: "integration", type: "InternalFailure", why: "" })).toEqual({ settings: [] });
  });
});

test("each setting that is named is one that there is", () => {
  const types =
    "FAULT NO_STAGE MISSING_AUTHENTICATION_TOKEN ACCESS_DENIED INVALID_API_KEY THROTTLED QUOTA_EXCEEDED UNSUPPORTED_MEDIA_TYPE BAD_REQUEST_BODY BAD_REQUEST_PARAMETERS MOCK PARTIAL ValidationException AccessDeniedException ResourceNotFoundException ProvisionedThroughputExceededException KMSDisabledException";
  const phases = ["route", "authorization", "template", "integration"] as const;
  const named = types
    .split(" ")
    .flatMap((type) => phases.flatMap((phase) => advice({ phase, type, why: "" }).settings));
  const known = Object.keys(entries).map((name) => `--${name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)}`);
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((one) => ![...known, "--fault", "allow-ips"].includes(one))).toEqual([]);
});
