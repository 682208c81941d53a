import { DetachRolePolicyCommand } from "@aws-sdk/client-iam";
import { expect, test } from "vitest";
import { aKey, keyId, kmsOf } from "../local/kms/call-kms.ts";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { recordsOf, world } from "./world.ts";

const works = "The endpoint works: a request went through to Kinesis.";
const untold = "Whether the endpoint works cannot be told from here: requests from this machine are refused (403)";
const elsewhere = ["--allow-ips", "203.0.113.0/24"];

test.each<[string, readonly string[], string, number]>([
  ["that anybody may call", [], works, 1],
  ["with an API key: with the key", ["--api-key"], works, 1],
  ["that wants signatures: signed", ["--auth", "iam"], works, 1],
  ["with a path parameter and a schema", ["--path", "/in/{who}", "--schema", '{"required":["id"]}'], works, 1],
  ["with a batch route: that, too", ["--batch-path", "/batch"], works, 2],
  ["that takes forms", ["--accept", "form"], works, 1],
  [
    "that refuses this address: from inside",
    elsewhere,
    "The endpoint works; requests from this machine are refused (403) by its resource policy.",
    1,
  ],
  [
    "that refuses this address and has a schema: not told",
    [...elsewhere, "--schema", '{"required":["id"]}'],
    untold,
    1,
  ],
  ["that refuses this address and takes forms: not told", [...elsewhere, "--accept", "form"], untold, 1],
])("up proves an endpoint %s; nothing is stored", async (_, flags, says, asked) => {
  let invoked = 0;
  const { local, clients } = await world({
    onRequest: ({ operation }) => void (invoked += /_aws\/execute-api/.test(operation) ? 1 : 0),
  });
  const ended = await runHere(await deskAt(local), "up", "--local", ...flags);
  expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining(says) });
  expect(await recordsOf(clients)).toEqual([]);
  expect(invoked).toBe(asked);
});

test("status --probe asks the endpoint now, and tells the first refusal", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const status = (...more: readonly string[]) => runHere(desk, "status", "--local", "--probe", ...more);
  expect(await runHere(desk, "up", "--local")).toMatchObject({ code: 0 });
  expect(await status()).toMatchObject({ code: 0, stdout: expect.stringContaining(works) });
  const name = "api-gateway-kinesis-proxy";
  const PolicyArn = `arn:aws:iam::000000000000:policy/${name}`;
  await clients.iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn }));
  expect(await status()).toMatchObject({ code: 3, stdout: expect.stringContaining("does not work (it answers 500") });
  expect(JSON.parse((await status("--json")).stdout)).toMatchObject({ probe: { type: "not serving", status: 500 } });
  const sent = await runHere(desk, "send", "--local");
  expect(sent).toMatchObject({ code: 1, stderr: expect.stringContaining("may not write to the stream as its role") });
  expect(await recordsOf(clients)).toEqual([]);
});

test("with a key of the account, up says what it has not proved", async () => {
  const { local } = await world();
  aKey(local.account, { alias: "alias/audited" });
  const ended = await runHere(await deskAt(local), "up", "--local", "--kms-key", "alias/audited");
  expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining("Not proved: that the key of the stream") });
});

test("status --probe tells that the key of the stream is disabled, which no request proves", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  aKey(local.account, { alias: "alias/audited" });
  const status = (...more: readonly string[]) => runHere(desk, "status", "--local", "--probe", ...more);
  expect(await runHere(desk, "up", "--local", "--kms-key", "alias/audited")).toMatchObject({ code: 0 });
  expect(await status()).toMatchObject({ code: 0, stdout: expect.stringContaining(works) });
  await kmsOf(local).call("DisableKey", { KeyId: keyId });
  const why = "The KMS key alias/audited cannot be used: its state is Disabled. Kinesis refuses every record.";
  expect(await status()).toMatchObject({
    code: 3,
    stdout: expect.stringContaining(
      `The endpoint does not work: ${why} Enable it: aws kms enable-key --key-id ${keyId}`,
    ),
  });
  const { stdout } = await status("--json");
  expect(JSON.parse(stdout)).toMatchObject({ probe: { type: "not serving", detail: why } });
});
