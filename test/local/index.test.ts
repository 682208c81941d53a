import { request as http1 } from "node:http";
import { connect as http2 } from "node:http2";
import { text } from "node:stream/consumers";
import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam"; // prettier-ignore
import { CreateStreamCommand, GetRecordsCommand, GetShardIteratorCommand, ListStreamsCommand } from "@aws-sdk/client-kinesis"; // prettier-ignore
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { iamCorner } from "../../src/local/iam/index.ts";
import { startLocal } from "../../src/local/index.ts";
import type { Local, RequestFact } from "../../src/local/index.ts";
import { offered } from "../../src/local/services.ts";
import { clientsOf } from "./clients.ts";
import { handClock } from "./hand-clock.ts";

const StreamName = "orders";
const RoleName = "orders";
const roleArn = `arn:aws:iam::000000000000:role/${RoleName}`;

let clock: ReturnType<typeof handClock>;
let local: Local;
let clients: ReturnType<typeof clientsOf>;
let facts: RequestFact[];

beforeEach(async () => {
  facts = [];
  clock = handClock();
  local = await startLocal({ clock, onRequest: (fact) => void facts.push(fact) });
  clients = clientsOf(local);
});
afterEach(() => local.close());

function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const trust = (Service: string) => policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });

async function makeRole(): Promise<void> {
  const AssumeRolePolicyDocument = trust("apigateway.amazonaws.com");
  const PolicyDocument = policy({
    Effect: "Allow",
    Action: "kinesis:PutRecord",
    Resource: `arn:aws:kinesis:*:*:stream/${StreamName}`,
  });
  await clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  await clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "put", PolicyDocument }));
}

async function makeApi(): Promise<string> {
  const { apigateway } = clients;
  const { id: restApiId = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "orders" }));
  const method = { restApiId, resourceId: rootResourceId, httpMethod: "POST" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(
    new PutIntegrationCommand({
      ...method,
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord",
      credentials: roleArn,
      passthroughBehavior: "NEVER",
      requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
      requestTemplates: {
        "application/json": `{"StreamName":"${StreamName}","Data":"$util.base64Encode($input.body)","PartitionKey":"$context.requestId"}`,
      },
    }),
  );
  for (const [statusCode, selectionPattern] of [
    ["200", ""],
    ["400", "4\\d\\d"],
  ] as const) {
    // prettier-ignore
    await apigateway.send(new PutMethodResponseCommand({ ...method, statusCode }));
    await apigateway.send(new PutIntegrationResponseCommand({ ...method, statusCode, selectionPattern }));
  }
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "production" }));
  return restApiId;
}

async function makeProxy(): Promise<string> {
  await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  await makeRole();
  return makeApi();
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", body, headers: { "Content-Type": "application/json", ...headers } });
const invoke = (api: string, body: string) => post(`${local.url}/_aws/execute-api/${api}/production/`, body);

async function stored(): Promise<readonly string[]> {
  const { kinesis } = clients;
  const shard = { StreamName, ShardId: "shardId-000000000000" };
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ ...shard, ShardIteratorType: "TRIM_HORIZON" }),
  );
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data }) => Buffer.from(Data ?? []).toString());
}

describe("a deployed proxy", () => {
  it("puts what is posted into the stream, byte for byte", async () => {
    const api = await makeProxy();
    const bodies = ['{"a": "한글 😀"}', "{}", '"text" \\ \n'];
    for (const body of bodies) expect((await invoke(api, body)).status).toBe(200);
    expect(await stored()).toEqual(bodies);
  });

  it("is reached by its host name too", async () => {
    const api = await makeProxy();
    const headers = { host: `${api}.execute-api.ap-northeast-2.amazonaws.com`, "content-type": "application/json" };
    const sent = http1(`${local.url}/production`, { method: "POST", headers });
    const status = await new Promise((resolve) =>
      sent.on("response", (response) => resolve(response.resume().statusCode)).end("1"),
    );
    expect(status).toBe(200);
    expect(await stored()).toEqual(["1"]);
  });

  it("is reached over HTTP/2 too", async () => {
    const api = await makeProxy();
    const session = http2(local.url);
    const path = `/_aws/execute-api/${api}/production/`;
    const stream = session.request({ ":method": "POST", ":path": path, "content-type": "application/json" });
    expect(JSON.parse(await text(stream.end("2")))).toMatchObject({ ShardId: "shardId-000000000000" });
    session.close();
    expect(await stored()).toEqual(["2"]);
  });

  it("writes with the permissions of its role alone", async () => {
    const api = await makeProxy();
    await clients.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "put" }));
    const refused = await invoke(api, "{}");
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(
      "User: arn:aws:sts::000000000000:assumed-role/orders/BackplaneAssumeRoleSession is not authorized to perform: kinesis:PutRecord on resource: arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders",
    );
    expect(await stored()).toEqual([]);
  });

  it("fails when its role does not trust API Gateway", async () => {
    const api = await makeProxy();
    const PolicyDocument = trust("lambda.amazonaws.com");
    await clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    expect((await invoke(api, "{}")).status).toBe(500);
  });

  it("fails for a while when its role is new, where IAM is as slow as on AWS", async () => {
    local.account.corner(iamCorner, "").settings.lagMs = 10_000;
    const api = await makeProxy();
    expect((await invoke(api, "{}")).status).toBe(500);
    clock.move(10_000);
    expect((await invoke(api, "{}")).status).toBe(200);
  });

  it("refuses more than ten megabytes", async () => {
    const api = await makeProxy();
    const refused = await invoke(api, "a".repeat(10_485_761));
    expect(refused.status).toBe(413);
    expect(await refused.text()).toBe("HTTP content length exceeded 10485760 bytes.");
  });

  it("refuses a request line and headers of more than 10,240 bytes in all, over HTTP/1.1 and HTTP/2", async () => {
    const api = await makeProxy();
    const url = `${local.url}/_aws/execute-api/${api}/production/`;
    expect((await post(url, "{}", { "x-large": "a".repeat(9_800) })).status).toBe(200);
    for (const headers of [
      { "x-large": "a".repeat(10_240) },
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x-${i}`, "a".repeat(100)])),
    ]) {
      const refused = await post(url, "{}", headers);
      expect(refused.status).toBe(431);
      expect(await refused.text()).toBe("HTTP header is larger than 10240 bytes.");
    }
    expect((await post(`${url}?q=${"a".repeat(10_240)}`, "{}")).status).toBe(431);
    const session = http2(local.url);
    const stream = session.request({
      ":method": "POST",
      ":path": new URL(url).pathname,
      "x-large": "a".repeat(10_240),
    });
    expect(await text(stream.end("2"))).toBe("HTTP header is larger than 10240 bytes.");
    session.close();
    expect(await stored()).toEqual(["{}"]);
  });
});

describe("the port", () => {
  it("answers at its root how it is", async () => {
    for (const path of ["/", "/_local/health"]) {
      const answered = await fetch(local.url + path);
      expect(await answered.json()).toEqual({
        status: "ok",
        services: offered,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      });
    }
  });

  it("says what it does not know and what it does", async () => {
    const Authorization =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/dynamodb/aws4_request, Signature=0";
    const answered = await post(local.url, "{}", { Authorization });
    expect(answered.status).toBe(501);
    expect(await answered.json()).toEqual({
      message: `This local AWS does not know the service dynamodb. It offers ${offered.join(", ")}.`,
    });
    const missing = await fetch(`${local.url}/favicon.ico`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain("does not know GET /favicon.ico.");
  });

  it.each([
    ["/restapis", {}, 403, '{"message":"Missing Authentication Token"}'],
    [
      "/",
      { "x-amz-target": "Kinesis_20131202.ListStreams", "Content-Type": "application/x-amz-json-1.1" },
      400,
      '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
    ],
    ["/?Action=ListRoles&Version=2010-05-08", {}, 403, "<Code>MissingAuthenticationToken</Code>"],
    ["/?Action=GetCallerIdentity&Version=2011-06-15", {}, 403, "<Code>MissingAuthenticationToken</Code>"],
  ])("refuses %s without credentials", async (path, headers, status, body) => {
    const answered = await post(local.url + path, "{}", headers as Record<string, string>);
    expect(answered.status).toBe(status);
    expect(await answered.text()).toContain(body);
  });

  it("serves SDK clients over HTTP/1.1 and HTTP/2 alike", async () => {
    await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    expect((await clients.kinesisOverHttp2.send(new ListStreamsCommand({}))).StreamNames).toEqual([StreamName]);
    clients.kinesisOverHttp2.destroy();
  });

  it("tells each request after its answer", async () => {
    const api = await makeProxy();
    await invoke(api, "{}");
    await fetch(local.url);
    const told = facts.map(({ service, operation, status }) => `${service} ${operation} ${status}`);
    expect(told).toContain("kinesis CreateStream 200");
    expect(told).toContain("iam CreateRole 200");
    expect(told).toContain("apigateway CreateRestApi 201");
    expect(told.slice(-2)).toEqual([`execute-api POST /_aws/execute-api/${api}/production/ 200`, " GET / 200"]);
    expect(facts.every(({ ms }) => ms >= 0)).toBe(true);
  });
});

describe("an account", () => {
  it("has the number it was given", async () => {
    await using other = await startLocal({ accountId: "123456789012" });
    const { iam } = clientsOf(other);
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust("apigateway.amazonaws.com") }),
    );
    expect(Role?.Arn).toBe("arn:aws:iam::123456789012:role/orders");
  });

  it("shares nothing with another one", async () => {
    await clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await using other = await startLocal();
    expect((await clientsOf(other).kinesis.send(new ListStreamsCommand({}))).StreamNames).toEqual([]);
  });
});
