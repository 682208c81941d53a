import { CreateRestApiCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createClients } from "../../src/aws/create-clients.ts";
import { serviceEndpoint } from "../../src/aws/endpoint/service-endpoint.ts";
import { InterruptedError } from "../../src/engine/errors.ts";
import type { Event } from "../../src/engine/events.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { httpServer, silentUrl } from "../helpers/http-server.ts";

const credentials = { accessKeyId: "AKIASECRET", secretAccessKey: "hidden" };

/** Clients of the server, with fixed credentials; `told` hears what they say. */
function clientsOf(
  endpoint: string | undefined,
  told: Event[] = [],
  signal = new AbortController().signal,
  profile?: string,
) {
  const report = { event: (event: Event) => void told.push(event) };
  const options = {
    region: "eu-west-1",
    endpoint,
    profile,
    env: {},
    askMfaCode: () => Promise.reject(new Error()),
    credentials,
    clock: fakeClock(),
  };
  return createClients({ ...options, signal, report });
}

test("every call is told, with what a bug report needs and without a credential", async () => {
  const told: Event[] = [];
  const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r1" };
  const gone = '{"__type":"ResourceNotFoundException","message":"no stream"}';
  const server = await httpServer(
    { status: 200, headers: json, body: "{}" },
    { status: 400, headers: json, body: gone },
  );
  const { kinesis } = clientsOf(server.url, told);
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

test("calls that are refused or broken are tried again by this program, and the SDK does not try on its own", async () => {
  const told: Event[] = [];
  const json = { "content-type": "application/json" };
  const server = await httpServer(
    {
      status: 429,
      headers: { ...json, "x-amzn-errortype": "TooManyRequestsException", "retry-after": "9" },
      body: "{}",
    },
    { status: 503, headers: { ...json, "x-amzn-errortype": "ServiceUnavailableException" }, body: "{}" },
    { status: 201, headers: json, body: '{"id":"api1"}' },
  );
  const { apigateway } = clientsOf(server.url, told);
  await apigateway.send(new GetRestApisCommand({}));
  expect(server.asked).toHaveLength(3);
  expect(told).toMatchObject([
    { type: "wait", text: "AWS allows GetRestApis only so often; trying again in 9 s, for 2 minutes at most" },
    { type: "call", operation: "API Gateway GetRestApis", attempts: 3, status: 201 },
  ]);
});

test("a lost answer to what makes a REST API reaches the step, which looks before it asks again", async () => {
  const server = await httpServer({ status: 503, headers: {}, body: "{}" });
  const { apigateway } = clientsOf(server.url);
  await expect(apigateway.send(new CreateRestApiCommand({ name: "orders" }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 503 },
  });
  expect(server.asked).toHaveLength(1);
});

test("Ctrl-C ends a question at once", async () => {
  const server = await httpServer({ status: 201, headers: { "content-type": "application/json" }, body: '{"id":"a"}' });
  const interrupted = new InterruptedError();
  const { apigateway } = clientsOf(server.url, [], AbortSignal.abort(interrupted));
  await expect(apigateway.send(new GetRestApisCommand({}))).rejects.toBe(interrupted);
});

test("after Ctrl-C the answer to what changes something is waited for, but not for ever", async () => {
  const server = await httpServer({ status: 201, headers: { "content-type": "application/json" }, body: '{"id":"a"}' });
  const [interrupt, told, interrupted] = [new AbortController(), [] as Event[], new InterruptedError()];
  const { apigateway } = clientsOf(server.url, told, interrupt.signal);
  expect(await apigateway.send(new CreateRestApiCommand({ name: "orders" }))).toMatchObject({ id: "a" });
  const silent = clientsOf(await silentUrl(), told, interrupt.signal);
  const call = silent.apigateway.send(new CreateRestApiCommand({ name: "orders" }));
  interrupt.abort(interrupted);
  await expect(call).rejects.toBe(interrupted);
  const text = "Waiting for the answer to CreateRestApi, 5 s at most";
  expect(told).toContainEqual({ type: "wait", text });
});

test("a service has the endpoint that the profile names, and never the default profile's", async () => {
  const json = { "content-type": "application/json" };
  const [wrong, general, own] = await Promise.all(
    [1, 2, 3].map(() => httpServer({ status: 200, headers: json, body: "{}" })),
  );
  const config = join(await mkdtemp(join(tmpdir(), "profile-")), "config");
  const sections = [
    `[default]\nendpoint_url = ${wrong!.url}`,
    `[profile other]\nendpoint_url = ${general!.url}\nservices = mine`,
    `[services mine]\napi_gateway =\n  endpoint_url = ${own!.url}`,
    `[profile off]\nendpoint_url = ${wrong!.url}\nignore_configured_endpoint_urls = true`,
    `[profile bare]\nregion = eu-west-1`,
  ];
  await writeFile(config, sections.join("\n"));
  vi.stubEnv("AWS_CONFIG_FILE", config);
  const clients = clientsOf(undefined, [], new AbortController().signal, "other");
  await clients.apigateway.send(new GetRestApisCommand({}));
  await clients.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "orders" }));
  expect([wrong, general, own].map((server) => server!.asked.length)).toEqual([0, 1, 1]);
  // No client of these, which would ask AWS itself.
  for (const profile of ["off", "bare"]) expect(await serviceEndpoint(profile, "Kinesis")()).toBeUndefined();
  vi.unstubAllEnvs();
});

test("a client that is loaded later is paced and told like the others", async () => {
  const told: Event[] = [];
  const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r1" };
  const busy = '{"__type":"LimitExceededException","message":"Rate exceeded"}';
  const server = await httpServer(
    { status: 400, headers: json, body: busy },
    { status: 200, headers: json, body: "{}" },
  );
  const { lazily } = clientsOf(server.url, told);
  const { ListDeliveryStreamsCommand } = await import("@aws-sdk/client-firehose");
  await (await lazily.firehose()).send(new ListDeliveryStreamsCommand({}));
  expect(told.filter(({ type }) => type === "call")).toMatchObject([
    { operation: "Firehose ListDeliveryStreams", attempts: 2, status: 200 },
  ]);
});

test("a bucket of an emulator is addressed by path", async () => {
  const server = await httpServer({ status: 200, headers: {}, body: "" });
  const { HeadBucketCommand } = await import("@aws-sdk/client-s3");
  const s3 = await clientsOf(server.url).lazily.s3();
  await s3.send(new HeadBucketCommand({ Bucket: "orders" }));
  expect(server.asked).toMatchObject([{ method: "HEAD", url: expect.stringMatching(/^\/orders/) }]);
});
