import { describe, expect, it } from "vitest";
import { addressOf as addressAmong } from "../../../src/local/http/address.ts";
import { services } from "../../../src/local/services.ts";
import type { WireRequest } from "../../../src/local/http/wire.ts";

const signed = (service: string, region = "ap-northeast-2"): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=00`,
});

function request(url: string, headers: Record<string, string> = {}, method = "POST", body = ""): WireRequest {
  const [path = "/", query = ""] = url.split("?");
  return {
    method,
    path,
    query,
    headers,
    rawHeaders: [],
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  };
}

/** The address, with the service by its name. */
function addressOf(of: WireRequest): unknown {
  const address = addressAmong(of, services);
  return address.type === "service" ? { ...address, service: address.service.name } : address;
}

describe("the service", () => {
  it.each(["kinesis", "iam", "sts", "apigateway"])("%s is told by the scope of the signature", (service) => {
    expect(addressOf(request("/", signed(service)))).toEqual({
      type: "service",
      service,
      region: "ap-northeast-2",
      credential: { accessKeyId: "AKIDEXAMPLE" },
    });
  });

  it("comes with the session token of temporary credentials", () => {
    const headers = { ...signed("sts"), "x-amz-security-token": "token" };
    expect(addressOf(request("/", headers))).toMatchObject({
      credential: { accessKeyId: "AKIDEXAMPLE", token: "token" },
    });
  });

  it("is told by a presigned URL", () => {
    const url =
      "/?Action=GetCallerIdentity&X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Security-Token=a%2Bb";
    expect(addressOf(request(url, {}, "GET"))).toEqual({
      type: "service",
      service: "sts",
      region: "eu-west-1",
      credential: { accessKeyId: "AKIDEXAMPLE", token: "a+b" },
    });
  });

  it.each([
    ["kinesis", "/", { "x-amz-target": "Kinesis_20131202.PutRecord" }],
    ["iam", "/?Action=GetRole&Version=2010-05-08", {}],
    ["sts", "/?Action=GetCallerIdentity&Version=2011-06-15", {}],
    ["apigateway", "/restapis/abc/resources", {}],
    ["apigateway", "/tags/arn%3Aaws", {}],
    ["apigateway", "/account", {}],
  ])("%s is told by what is asked, in the usual region, when nothing is signed", (service, url, headers) => {
    expect(addressOf(request(url, headers))).toEqual({ type: "service", service, region: "us-east-1" });
  });

  it("is told by the action in a form", () => {
    const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
    const body = "Action=AssumeRole&Version=2011-06-15";
    expect(addressOf(request("/", headers, "POST", body))).toMatchObject({ service: "sts" });
  });

  it("is S3 for what is signed for it, whatever the key looks like", () => {
    for (const path of ["/restapis/a/b/_user_request_/c", "/_local/health", "/orders/k"])
      expect(addressOf(request(path, signed("s3")))).toMatchObject({ type: "service", service: "s3" });
    const presigned = "X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Feu-west-1%2Fs3%2Faws4_request";
    const read = addressOf(request(`/orders/k?${presigned}`, {}, "GET"));
    expect(read).toMatchObject({ service: "s3", region: "eu-west-1" });
  });

  it("is named when there is none of that name here", () => {
    expect(addressOf(request("/", signed("sqs")))).toMatchObject({ type: "unknown", service: "sqs" });
    expect(addressOf(request("/", { "x-amz-target": "DynamoDB_20120810.ListTables" }))).toEqual({
      type: "unknown",
      asked: "DynamoDB_20120810.ListTables",
    });
    expect(addressOf(request("/?Action=Boo&Version=1"))).toEqual({ type: "unknown", asked: "the action Boo" });
    expect(addressOf(request("/favicon.ico", {}, "GET"))).toEqual({ type: "unknown", asked: "GET /favicon.ico" });
  });
});

describe("a deployed API", () => {
  it.each([
    ["/_aws/execute-api/abc123/production/events", {}, "/events"],
    ["/_aws/execute-api/abc123/production/", {}, "/"],
    ["/_aws/execute-api/abc123/production", {}, ""],
    ["/restapis/abc123/production/_user_request_/a%2Fb/c", {}, "/a%2Fb/c"],
    ["/production/events", { host: "abc123.execute-api.ap-northeast-2.amazonaws.com" }, "/events"],
    ["/production", { host: "abc123.execute-api.localhost:4566" }, ""],
    ["/production/", { host: "ABC123.execute-api.localhost.localstack.cloud:4566" }, "/"],
  ])("is at %s with %j", (url, headers, path) => {
    expect(addressOf(request(url, headers))).toEqual({ type: "invoke", apiId: "abc123", stage: "production", path });
  });

  it("is reached by signed requests too", () => {
    const url = "/_aws/execute-api/abc123/production/";
    expect(addressOf(request(url, signed("execute-api")))).toMatchObject({ type: "invoke" });
    const headers = { ...signed("execute-api"), host: "abc123.execute-api.eu-west-1.amazonaws.com" };
    expect(addressOf(request("/production/x", headers))).toMatchObject({ type: "invoke", path: "/x" });
  });

  it("is not what the control plane is asked about", () => {
    expect(addressOf(request("/restapis/abc123/stages/production", signed("apigateway")))).toMatchObject({
      service: "apigateway",
    });
  });

  it("may lack its stage", () => {
    expect(addressOf(request("/_aws/execute-api/abc123"))).toEqual({
      type: "invoke",
      apiId: "abc123",
      stage: "",
      path: "",
    });
  });
});

describe("the health page", () => {
  it("is at the root and at a path of its own", () => {
    expect(addressOf(request("/", {}, "GET"))).toEqual({ type: "health" });
    expect(addressOf(request("/_local/health", {}, "GET"))).toEqual({ type: "health" });
  });
});
