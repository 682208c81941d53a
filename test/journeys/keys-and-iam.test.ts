import {
  DeleteApiKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlansCommand,
  UpdateApiKeyCommand,
} from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { hereAt, runHere } from "./in-process.ts";
import { post, recordsOf, world } from "./world.ts";

test("--api-key: 403 without the key, 200 with it, send knows it, and down takes key and plan away", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
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
  const desk = await hereAt(local);
  const { url = "" } = await desk.json("up", "--local", "--auth", "iam");
  expect(await post(url, "{}")).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });

  const sent = await desk.feed('{"signed":"서명"}', "send", "-", "--local");
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/^200 shardId-000000000000 \d+ \d+ ms\n$/) });
  expect((await recordsOf(clients)).map(String)).toEqual(['{"signed":"서명"}']);
});

test("--auth iam: a role calls with execute-api:Invoke and not without; keys that nobody handed out are the account's root", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  const { url = "" } = await desk.json("up", "--local", "--auth", "iam");
  const signedBy = (key: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260102/ap-northeast-2/execute-api/aws4_request`,
  });
  expect((await post(url, "{}", signedBy("local"))).status).toBe(200);

  const trust = { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" };
  const role = { RoleName: "caller", AssumeRolePolicyDocument: policyOf(trust) };
  const { Role } = await clients.iam.send(new CreateRoleCommand(role));
  const assume = new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "me" });
  const { Credentials } = await clients.sts.send(assume);
  const headers = {
    ...signedBy(Credentials?.AccessKeyId ?? ""),
    "x-amz-security-token": Credentials?.SessionToken ?? "",
  };
  const { status, body } = await post(url, "{}", headers);
  expect(status).toBe(403);
  expect(body).toMatch(
    /^{"Message":"User: arn:aws:sts::000000000000:assumed-role\/caller\/me is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:ap-northeast-2:\*{8}0000:\w+\/production\/POST\/ because no identity-based policy allows/,
  );

  const invoke = {
    Effect: "Allow",
    Action: "execute-api:Invoke",
    Resource: "arn:aws:execute-api:*:*:*/production/POST/",
  };
  const PolicyDocument = policyOf(invoke);
  await clients.iam.send(new PutRolePolicyCommand({ RoleName: "caller", PolicyName: "call", PolicyDocument }));
  expect((await post(url, "{}", headers)).status).toBe(200);
  const stolen = await post(url, "{}", { ...headers, "x-amz-security-token": "other" });
  expect(stolen).toMatchObject({
    status: 403,
    body: '{"message":"The security token included in the request is invalid."}',
  });
});

function policyOf(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

test("send waits while API Gateway does not know a key that was just made, a minute at most", async () => {
  const enable = (value: boolean) => {
    const patchOperations = [{ op: "replace" as const, path: "/enabled", value: String(value) }];
    return aws.clients.apigateway.send(new UpdateApiKeyCommand({ apiKey, patchOperations }));
  };
  let [invoked, apiKey, known]: [number, string | undefined, Promise<unknown> | undefined] = [0, undefined, undefined];
  const aws = await world({
    onRequest({ operation }) {
      if (!operation.includes("/_aws/execute-api/") || apiKey === undefined) return;
      invoked += 1;
      if (invoked === 3) known = enable(true);
    },
  });
  const desk = await hereAt(aws.local);
  expect(await runHere(desk, "up", "--local", "--api-key")).toMatchObject({ code: 0 });
  const { items = [] } = await aws.clients.apigateway.send(new GetApiKeysCommand({}));
  apiKey = items[0]?.id;
  await enable(false);
  const sent = await runHere(desk, "send", "--local");
  await known;
  expect(sent.stderr).toContain("waiting until API Gateway accepts the new API key");
  expect(await recordsOf(aws.clients)).toHaveLength(1);

  invoked = 3;
  await enable(false);
  const never = await runHere(desk, "send", "--local");
  expect(never).toMatchObject({ code: 1, stderr: expect.stringContaining("answered 403") });
  expect(invoked).toBeLessThan(70);
});

test("send of a proxy whose key somebody deleted names the missing key and what makes it again", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  expect(await runHere(desk, "up", "--local", "--api-key", "--no-probe")).toMatchObject({ code: 0 });
  const { items: [first] = [] } = await clients.apigateway.send(new GetApiKeysCommand({}));
  await clients.apigateway.send(new DeleteApiKeyCommand({ apiKey: first?.id }));
  const { code, stderr } = await runHere(desk, "send", "--local");
  expect(code).toBe(1);
  const port = `KINESIS_PROXY_LOCAL_PORT=${local.port}`;
  expect(stderr).toContain(
    `error: There is no API key yet.\nhint:  Run "${port} kinesis-proxy deploy --local" first, or "${port} kinesis-proxy up --local" for everything.\n`,
  );
});
