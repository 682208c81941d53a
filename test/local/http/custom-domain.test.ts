import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import {
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateRestApiCommand,
  DeleteDomainNameCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateDomainNameCommand,
  UpdateRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import type { RequestFact } from "../../../src/local/http/router.ts";
import { clientsOf } from "../clients.ts";

const domainName = "api.example.com";
const facts: RequestFact[] = [];
let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let restApiId: string;

const map = (basePath: string, stage?: string, domain = domainName) =>
  apigateway.send(new CreateBasePathMappingCommand({ domainName: domain, restApiId, basePath, stage }));

const domain = (name: string) =>
  apigateway.send(
    new CreateDomainNameCommand({
      domainName: name,
      regionalCertificateArn: "arn:aws:acm:ap-northeast-2:000000000000:certificate/a",
      endpointConfiguration: { types: ["REGIONAL"] },
    }),
  );

beforeAll(async () => {
  local = await startLocal({ onRequest: (fact) => void facts.push(fact) });
  apigateway = clientsOf(local).apigateway;
  const { id = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "a" }));
  restApiId = id;
  const method = { restApiId, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  const requestTemplates = { "application/json": '{"statusCode": 200}' };
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK", requestTemplates }));
  const told = ["domainName", "domainPrefix", "path", "resourcePath", "stage"].map((name) => `$context.${name}`);
  const responseTemplates = { "application/json": told.join(" ") };
  await apigateway.send(new PutMethodResponseCommand({ ...method, statusCode: "200" }));
  await apigateway.send(new PutIntegrationResponseCommand({ ...method, statusCode: "200", responseTemplates }));
  for (const stageName of ["one", "two"]) await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName }));
  await domain(domainName);
  await map("orders", "one");
  await map("ord", "two");
  await map("open");
});
afterAll(async () => {
  apigateway.destroy();
  await local.close();
});

async function get(path: string, host = domainName, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number; readonly body: string; readonly type: string }>((resolve, reject) => {
    httpRequest({ port: local.port, path, headers: { ...headers, host }, agent: false }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      const type = String(answered["x-amzn-errortype"] ?? "");
      text(response).then((body) => resolve({ status, body, type }), reject);
    })
      .on("error", reject)
      .end();
  });
}
const said = (path: string, stage: string, host = domainName) => ({
  status: 200,
  body: `${host} ${host.split(".")[0]} ${path} / ${stage}`,
});

describe("a custom domain name", () => {
  it("leads to the stage of the base path, which $context.path keeps", async () => {
    expect(await get("/orders")).toMatchObject(said("/orders", "one"));
    expect(await get("/orders/?a=b", "API.example.com.:8080")).toMatchObject(said("/orders/", "one"));
    expect(await get("/ord")).toMatchObject(said("/ord", "two"));
  });

  it("leaves the stage to the caller where the mapping has none", async () => {
    expect(await get("/open/two")).toMatchObject(said("/open/two", "two"));
    expect((await get("/open/three")).status).toBe(403);
  });

  it("answers 403 for a path that no mapping fits, until one without a base path takes it", async () => {
    const forbidden = { status: 403, body: '{"message":"Forbidden"}', type: "ForbiddenException" };
    for (const path of ["/", "/orders2", "/Orders", "/_local/", "/_local/health", "/restapis", "/_aws/execute-api/x/y"])
      expect(await get(path), path).toEqual(forbidden);
    expect(facts.at(-1)).toMatchObject({
      service: "execute-api",
      endpoint: {
        refused: { why: expect.stringContaining(`domain name ${domainName} fits the path /_aws/execute-api`) },
      },
    });
    await map("(none)", "two");
    expect(await get("/")).toMatchObject(said("/", "two"));
    expect(await get("/orders")).toMatchObject(said("/orders", "one"));
    expect(await get("/nowhere")).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });
  });

  it("is a name for deployed APIs alone: nothing else of this AWS answers to it, however it is asked", async () => {
    const credential = (service: string) => `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/${service}/aws4_request`;
    for (const service of ["iam", "s3", "apigateway", "kinesis"]) {
      const { type } = await get("/restapis", domainName, { authorization: credential(service) });
      expect(type, service).toBe("IncompleteSignatureException");
    }
    const own = `127.0.0.1:${local.port}`;
    expect((await get("/_local/health", own)).status).toBe(200);
  });

  it("takes requests from web pages, as every invoke URL does", async () => {
    const page = { origin: "https://shop.example", "sec-fetch-site": "cross-site" };
    expect((await get("/orders", domainName, page)).status).toBe(200);
  });

  it("leaves every other host refused, those below it and above it too", async () => {
    for (const host of [
      "example.com",
      "a.api.example.com",
      "api.example.com.evil.com",
      "evil.com",
      `${domainName}, evil.com`,
    ])
      expect((await get("/orders", host)).body, host).toContain("does not answer to the host");
  });

  it("serves an API whose own name is switched off", async () => {
    const patchOperations = [{ op: "replace" as const, path: "/disableExecuteApiEndpoint", value: "true" }];
    await apigateway.send(new UpdateRestApiCommand({ restApiId, patchOperations }));
    await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "one" }));
    expect((await get("/", `${restApiId}.execute-api.ap-northeast-2.amazonaws.com`)).status).toBe(403);
    expect((await get(`/_aws/execute-api/${restApiId}/one/`, `127.0.0.1:${local.port}`)).status).toBe(403);
    expect(await get("/orders")).toMatchObject(said("/orders", "one"));
    expect(facts.at(-1)?.endpoint).toMatchObject({ apiId: restApiId, stage: "one", path: "/", status: 200 });
    expect(await local.replay()).toMatchObject({ status: 200 });
  });

  it("may stand for every name with one more label", async () => {
    await domain("*.shops.example.com");
    await map("", "one", "*.shops.example.com");
    expect(await get("/", "tea.shops.example.com")).toMatchObject(said("/", "one", "tea.shops.example.com"));
    expect((await get("/", "a.tea.shops.example.com")).body).toContain("does not answer to the host");
  });

  it("leads nowhere while it is for routing rules alone", async () => {
    const route = (value: string) =>
      apigateway.send(
        new UpdateDomainNameCommand({ domainName, patchOperations: [{ op: "replace", path: "/routingMode", value }] }),
      );
    await route("ROUTING_RULE_ONLY");
    expect((await get("/orders")).status).toBe(403);
    await route("ROUTING_RULE_THEN_BASE_PATH_MAPPING");
    expect((await get("/orders")).status).toBe(200);
  });

  it("is a stranger again once it is deleted", async () => {
    await apigateway.send(new DeleteDomainNameCommand({ domainName }));
    expect((await get("/orders")).body).toContain("does not answer to the host");
  });
});
