import { expect, test } from "vitest";
import { getRoute } from "../../../src/mapping/get-route.ts";
import { refuseForgotten, secretsOf } from "../../../src/steps/route/secrets.ts";
import type { Config } from "../../../src/settings/config.ts";
import { around, settings } from "../../mapping/route-settings.ts";

const asked = { ...settings, handshake: "hub.challenge", handshakeToken: { name: "hub.verify_token", value: "abc" } };
const deployed = secretsOf(getRoute(asked, around)?.integration);
const remembered = { ...asked, handshakeToken: { name: "hub.verify_token", value: undefined } } as unknown as Config;

test("what is deployed tells the token, and makes the same route again", () => {
  expect(deployed).toEqual({ handshakeTokenName: "hub.verify_token", handshakeToken: "abc" });
  const again = { ...asked, handshakeToken: undefined };
  expect(getRoute(again, { ...around, secrets: deployed })).toEqual(getRoute(asked, around));
  expect(secretsOf(undefined)).toEqual({});
});

test("a token whose value is nowhere any more is asked for again, and not left out", () => {
  expect(() => refuseForgotten("get", remembered, deployed)).not.toThrow();
  for (const kept of [{}, { ...deployed, handshakeTokenName: "token" }])
    expect(() => refuseForgotten("put", remembered, kept)).toThrow(
      "The value of --handshake-token stood in the deployed",
    );
  expect(() => refuseForgotten("batch", remembered, {})).not.toThrow();
});

test("so is Firehose's access key", () => {
  const keyed = { ...settings, batchFrom: { type: "firehose" }, firehoseKey: { asked: true, value: undefined } };
  const config = keyed as unknown as Config;
  expect(() => refuseForgotten("batch", config, { firehoseKey: "k" })).not.toThrow();
  expect(() => refuseForgotten("batch", config, {})).toThrow("The value of --firehose-key stood in the deployed");
});
