import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { createClients } from "../../src/aws/clients.ts";
import type { CallEvent } from "../../src/core/events.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { httpServer } from "../helpers/http-server.ts";

test("every call is told, with what a bug report needs and without a credential", async () => {
  const told: CallEvent[] = [];
  const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r1" };
  const gone = '{"__type":"ResourceNotFoundException","message":"no stream"}';
  const server = await httpServer(
    { status: 200, headers: json, body: "{}" },
    { status: 400, headers: json, body: gone },
  );
  const credentials = { accessKeyId: "AKIASECRET", secretAccessKey: "hidden" };
  const options = { region: "eu-west-1", endpoint: server.url, profile: undefined, credentials, clock: fakeClock() };
  const { kinesis } = createClients({ ...options, onCall: (call) => void told.push(call) });
  const look = new DescribeStreamSummaryCommand({ StreamName: "orders" });
  await kinesis.send(look);
  await expect(kinesis.send(look)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  const call = { type: "call", operation: "Kinesis DescribeStreamSummary", attempts: 1, ms: 0, requestId: "r1" };
  expect(told).toEqual([
    { ...call, status: 200, error: undefined },
    { ...call, status: 400, error: "ResourceNotFoundException" },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/AKIASECRET|hidden/);
});
