import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { offered } from "../../../src/local/services.ts";
import { decodeCbor } from "../../../src/local/protocols/cbor/decode-cbor.ts";

let local: Local;
beforeAll(async () => (local = await startLocal()));
afterAll(() => local.close());

const sentence = (service: string) =>
  `This local AWS does not know the service ${service}. It offers ${offered.join(", ")}.`;

/** A request as the AWS CLI signs it for the service. */
async function ask(service: string, path: string, headers: Readonly<Record<string, string>>, body = "") {
  const scope = `AKIDEXAMPLE/20260101/us-east-1/${service}/aws4_request`;
  const signed = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`, ...headers };
  const method = body === "" ? "GET" : "POST";
  const answer = await fetch(local.url + path, { method, headers: signed, ...(body !== "" && { body }) });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

describe("a service that is not here is answered in its protocol's error shape", () => {
  it.each([
    ["dynamodb", "DynamoDB_20120810.ListTables", "1.0"],
    ["sqs", "AmazonSQS.SendMessage", "1.0"],
    ["cloudwatch", "GraniteServiceVersion20100801.PutMetricData", "1.0"],
    ["events", "AWSEvents.PutEvents", "1.1"],
  ])("%s: JSON, by the target", async (service, target, version) => {
    const type = `application/x-amz-json-${version}`;
    const { status, headers, body } = await ask(service, "/", { "X-Amz-Target": target, "Content-Type": type }, "{}");
    expect(status).toBe(501);
    expect(headers.get("content-type")).toBe(type);
    expect(JSON.parse(String(body))).toEqual({ __type: "NotImplemented", message: sentence(service) });
  });

  it.each([
    ["autoscaling", "Action=DescribeAutoScalingGroups&Version=2011-01-01"],
    ["elasticache", "Action=DescribeCacheClusters&Version=2015-02-02"],
  ])("%s: XML of the Query protocol, by the action", async (service, form) => {
    const type = "application/x-www-form-urlencoded; charset=utf-8";
    const { status, headers, body } = await ask(service, "/", { "Content-Type": type }, form);
    expect(status).toBe(501);
    expect(headers.get("content-type")).toBe("text/xml");
    const error = `<Error><Type>Receiver</Type><Code>NotImplemented</Code><Message>${sentence(service)}</Message></Error>`;
    expect(String(body)).toMatch(/^<ErrorResponse xmlns="https:\/\/\w+\.amazonaws\.com\/doc\/\d{4}-\d\d-\d\d\/">/);
    expect(String(body)).toContain(error);
  });

  it("cloudfront: XML of its own", async () => {
    const { status, headers, body } = await ask("cloudfront", "/2020-05-31/distribution", {});
    expect(status).toBe(501);
    expect(headers.get("content-type")).toBe("application/xml");
    expect(String(body)).toContain(
      `<Error><Code>NotImplemented</Code><Message>${sentence("cloudfront")}</Message><RequestId>`,
    );
  });

  it("lambda: REST-JSON, with the type in a header", async () => {
    const { status, headers, body } = await ask("lambda", "/2015-03-31/functions/f/invocations", {}, "{}");
    expect([status, headers.get("x-amzn-errortype")]).toEqual([501, "NotImplemented"]);
    expect(JSON.parse(String(body))).toEqual({ message: sentence("lambda") });
  });

  it("arc-region-switch: CBOR, by the protocol that the SDK names", async () => {
    const headers = { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" };
    const path = "/service/ArcRegionSwitch/operation/ListPlans";
    const answer = await ask("arc-region-switch", path, headers, "x");
    expect([answer.status, answer.headers.get("smithy-protocol")]).toEqual([501, "rpc-v2-cbor"]);
    expect(decodeCbor(answer.body)).toEqual({ __type: "NotImplemented", message: sentence("arc-region-switch") });
  });
});

it("a target that nobody signed for is named", async () => {
  const headers = { "X-Amz-Target": "DynamoDB_20120810.ListTables", "Content-Type": "application/x-amz-json-1.0" };
  const answer = await fetch(local.url, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({
    message: expect.stringContaining("DynamoDB_20120810.ListTables") as string,
  });
});
