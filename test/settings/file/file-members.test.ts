import { expect, test } from "vitest";
import { fileMembers } from "../../../src/settings/file/file-members.ts";
import { readSettings, type Source } from "../../../src/settings/sources.ts";

const membersOf = (flags: Source) => fileMembers(flags, readSettings({ flags, env: {}, file: {}, cwd: "/nowhere" }));

test("each flag is its own kind of JSON, and can be read back", () => {
  const flags = {
    name: "orders",
    shards: "2",
    onDemand: false,
    cors: ["https://a.example"],
    throttle: "10/20",
    allowIps: ["10.0.0.0/8"],
    logRetention: "30",
    accessLog: true,
  };
  const { members } = membersOf(flags);
  expect(members).toEqual({ ...flags, shards: 2, logRetention: 30 });
  const back = readSettings({ flags: {}, env: {}, file: members, cwd: "/nowhere" });
  const typed = readSettings({ flags, env: {}, file: {}, cwd: "/nowhere" });
  for (const [name, { value }] of Object.entries(typed)) expect(back).toMatchObject({ [name]: { value } });
});

test("what is the default is left out; what is switched off is not", () => {
  expect(
    membersOf({ name: "api-gateway-kinesis-proxy", stage: "production", partitionKey: "request-id", path: "/" })
      .members,
  ).toEqual({});
  expect(membersOf({ name: "orders", streamName: "orders", cors: false }).members).toEqual({
    name: "orders",
    cors: false,
  });
});

test("what a preset says stays with the preset", () => {
  expect(membersOf({ preset: "github" }).members).toEqual({ preset: "github" });
});

test("secrets are left out, and named", () => {
  const flags = { handshake: "hub.challenge", handshakeToken: "hub.verify_token=SECRET" };
  const { members, secrets } = membersOf(flags);
  expect(members).toEqual({ handshake: "hub.challenge" });
  expect(secrets).toEqual(["handshakeToken"]);
  expect(membersOf({ handshakeToken: false }).secrets).toEqual([]);
});
