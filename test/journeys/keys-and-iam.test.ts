import { GetApiKeyCommand, GetApiKeysCommand, GetUsagePlansCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { post, recordsOf, world } from "./world.ts";

test("--api-key: 403 without the key, 200 with it, send knows it, and down takes key and plan away", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const { url = "", steps } = await desk.json("up", "--local", "--api-key");
  expect(await post(url, "{}")).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });

  const key = new GetApiKeyCommand({ apiKey: steps["key"]?.id, includeValue: true });
  const { value = "" } = await clients.apigateway.send(key);
  expect((await post(url, "{}", { "x-api-key": value })).status).toBe(200);
  expect((await post(url, "{}", { "x-api-key": `${value}x` })).status).toBe(403);

  const sent = await desk.json("send", "--local");
  expect(sent).toMatchObject({ status: 200, shardId: "shardId-000000000000", latencyMs: expect.any(Number) });
  expect(await recordsOf(clients)).toHaveLength(2);

  expect((await desk.json("down", "--local", "--yes", "--force-stream")).steps).toMatchObject({
    key: { outcome: "removed" },
  });
  expect((await clients.apigateway.send(new GetApiKeysCommand({}))).items ?? []).toEqual([]);
  expect((await clients.apigateway.send(new GetUsagePlansCommand({}))).items ?? []).toEqual([]);
});

test("--auth iam: 403 for whoever does not sign; send signs", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const { url = "" } = await desk.json("up", "--local", "--auth", "iam");
  expect(await post(url, "{}")).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });

  const sent = await desk.feed('{"signed":"서명"}', "send", "-", "--local");
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/^200 shardId-000000000000 \d+ \d+ ms\n$/) });
  expect((await recordsOf(clients)).map(String)).toEqual(['{"signed":"서명"}']);
});
