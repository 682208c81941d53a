import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  ListTagsForStreamCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from "@aws-sdk/client-kinesis";
import { resolveConfig } from "../../src/settings/resolve-config.ts";
import { readSettings, withState, type Source, type Sources } from "../../src/settings/sources.ts";
import { main } from "../../src/main.ts";
import { signedIn } from "../helpers/account.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo, type FakeIo } from "../helpers/fake-io.ts";
import { fault } from "../helpers/fault.ts";
import { mockedClients } from "../helpers/mocked-clients.ts";

beforeEach(() => {
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  return () => vi.unstubAllEnvs();
});

const place = { region: "eu-west-1", endpoint: undefined };
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:ops";
const none = { flags: {}, env: {}, file: {}, state: {}, cwd: "/nowhere" };

/** What these sources come to. */
function resolve({ state, ...sources }: Sources & { readonly state: Source }) {
  return resolveConfig(withState(readSettings(sources), state), place);
}

describe("flag, environment, settings file, state, default: the first that says something counts", () => {
  test.each<[string, Partial<typeof none>, number | undefined]>([
    [
      "flag",
      { flags: { shards: "1" }, env: { KINESIS_PROXY_SHARDS: "2" }, file: { shards: 3 }, state: { shards: 4 } },
      1,
    ],
    ["environment", { env: { KINESIS_PROXY_SHARDS: "2" }, file: { shards: 3 }, state: { shards: 4 } }, 2],
    ["settings file", { file: { shards: 3 }, state: { shards: 4 } }, 3],
    ["state", { state: { shards: 4 } }, 4],
    ["default", {}, undefined],
  ])("%s", (_, sources, shards) => {
    expect(resolve({ ...none, ...sources }).shards).toBe(shards);
  });

  test("what exists is named by ARN and id, and its name is that in the ARN", () => {
    const file = {
      streamArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/theirs",
      roleArn: "arn:aws:iam::111122223333:role/teams/writer",
      apiId: "a1b2c3d4e5",
    };
    expect(resolve({ ...none, file })).toMatchObject({
      ...file,
      streamName: "theirs",
      roleName: "writer",
    });
    expect(() => resolve({ ...none, file, flags: { streamName: "other" } })).toThrow("name two streams");
  });

  test("the environment and the file give the same", () => {
    const text: Readonly<Record<string, string>> = {
      name: "a",
      streamName: "b",
      roleName: "c",
      apiName: "d",
      shards: "2",
      onDemand: "false",
      retention: "48",
      kmsKey: "alias/k",
      maxRecordSize: "5120",
      path: "/e",
      auth: "iam",
      apiKey: "true",
      respond: "receipt",
      status: "accepted=201 busy=503",
      partitionKey: "header:X-User",
      batchPath: "/batch",
      batchFrom: "ndjson",
      firehoseKey: "letmein",
      getEvents: "true",
      handshake: "hub.challenge",
      handshakeToken: "hub.verify_token=abc",
      health: "/health",
      accept: "json, text",
      envelope: "X-Signature",
      envelopeBody: "text",
      envelopeInclude: "headers, query",
      newline: "true",
      cors: "https://a.example",
      corsHeaders: "X-Own",
      corsCredentials: "true",
      schema: '{"type":"object"}',
      allowIps: "203.0.113.7, 2001:db8::/32",
      stage: "f",
      archive: "s3://kept/raw",
      archiveCompress: "none",
      archiveBuffer: "1MB/0s",
      preset: "stripe",
      quota: "10000/day",
      throttle: "5/10",
      accessLog: "true",
      accessLogFormat: "$context.requestId",
      logRetention: "30",
      executionLog: "info",
      dataTrace: "true",
      tracing: "true",
      detailedMetrics: "true",
      dashboard: "true",
      alarms: TOPIC,
      alarmSilence: "90m",
    };
    const variable = (name: string): string => `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    const env = Object.fromEntries(Object.entries(text).map(([name, value]) => [variable(name), value]));
    const expected = {
      ...place,
      name: "a",
      streamName: "b",
      roleName: "c",
      apiName: "d",
      streamArn: undefined,
      roleArn: undefined,
      apiId: undefined,
      shards: 2,
      mode: "PROVISIONED",
      retention: 48,
      maxRecordSize: 5_120,
      kmsKey: "alias/k",
      path: "/e",
      auth: "AWS_IAM",
      apiKey: true,
      respond: { type: "receipt" },
      status: { accepted: 201, busy: 503 },
      partitionKey: { type: "header", name: "X-User" },
      batchPath: "/batch",
      batchFrom: { type: "ndjson" },
      firehoseKey: { asked: true, value: "letmein" },
      getEvents: true,
      handshake: "hub.challenge",
      handshakeToken: { name: "hub.verify_token", value: "abc" },
      health: "/health",
      accept: ["application/json", "text/plain"],
      envelope: { headers: ["X-Signature"] },
      envelopeBody: "text",
      envelopeInclude: ["query", "headers"],
      newline: true,
      cors: ["https://a.example"],
      corsHeaders: ["X-Own"],
      corsCredentials: true,
      schema: '{"type":"object"}',
      allowIps: ["203.0.113.7/32", "2001:db8::/32"],
      stage: "f",
      archive: { bucket: "kept", prefix: "raw" },
      archiveCompress: "UNCOMPRESSED",
      archiveBuffer: { megabytes: 1, seconds: 0 },
      preset: "stripe",
      quota: { limit: 10_000, period: "DAY" },
      throttle: { rate: 5, burst: 10 },
      accessLog: true,
      accessLogFormat: { type: "own", text: "$context.requestId" },
      logRetention: 30,
      executionLog: "INFO",
      dataTrace: true,
      tracing: true,
      detailedMetrics: true,
      dashboard: true,
      alarms: { topics: [TOPIC] },
      alarmSilence: 5_400,
      tags: {
        streamName: { name: "kinesis-proxy-stream", value: "b" },
        roleName: { name: "kinesis-proxy-role", value: "c" },
        apiName: { name: "kinesis-proxy-api", value: "d" },
        path: { name: "kinesis-proxy-path", value: "/e" },
        batchPath: { name: "kinesis-proxy-batch-path", value: "/batch" },
        batchFrom: { name: "kinesis-proxy-batch-from", value: "ndjson" },
        getEvents: { name: "kinesis-proxy-get-events", value: "true" },
        handshake: { name: "kinesis-proxy-handshake", value: "hub.challenge" },
        health: { name: "kinesis-proxy-health", value: "/health" },
        cors: { name: "kinesis-proxy-cors", value: "https://a.example" },
        corsHeaders: { name: "kinesis-proxy-cors-headers", value: "X-Own" },
        corsCredentials: { name: "kinesis-proxy-cors-credentials", value: "true" },
        archive: { name: "kinesis-proxy-archive", value: "s3://kept/raw" },
        archiveCompress: { name: "kinesis-proxy-archive-compress", value: "none" },
        archiveBuffer: { name: "kinesis-proxy-archive-buffer", value: "1MB/0s" },
        stage: { name: "kinesis-proxy-stage", value: "f" },
        preset: { name: "kinesis-proxy-preset", value: "stripe" },
        auth: { name: "kinesis-proxy-auth", value: "iam" },
        apiKey: { name: "kinesis-proxy-api-key", value: "true" },
        quota: { name: "kinesis-proxy-quota", value: "10000/day" },
        throttle: { name: "kinesis-proxy-throttle", value: "5/10" },
        accessLog: { name: "kinesis-proxy-access-log", value: "true" },
        accessLogFormat: { name: "kinesis-proxy-access-log-format", value: "own" },
        logRetention: { name: "kinesis-proxy-log-retention", value: "30" },
        executionLog: { name: "kinesis-proxy-execution-log", value: "info" },
        dataTrace: { name: "kinesis-proxy-data-trace", value: "true" },
        tracing: { name: "kinesis-proxy-tracing", value: "true" },
        detailedMetrics: { name: "kinesis-proxy-detailed-metrics", value: "true" },
        dashboard: { name: "kinesis-proxy-dashboard", value: "true" },
        alarms: { name: "kinesis-proxy-alarms", value: TOPIC },
        alarmSilence: { name: "kinesis-proxy-alarm-silence", value: "90m" },
      },
    };
    expect(resolve({ ...none, env })).toEqual(expected);
    expect(resolve({ ...none, file: text })).toEqual(expected);
  });

  test("a name names everything; without one everything has the tutorial's names", () => {
    const names = ({ name, streamName, roleName, apiName }: ReturnType<typeof resolve>) =>
      [name, streamName, roleName, apiName].join(" ");
    expect(names(resolve({ ...none, flags: { name: "orders" } }))).toBe("orders orders orders orders");
    expect(names(resolve(none))).toBe(
      "api-gateway-kinesis-proxy api-gateway-kinesis-proxy api-gateway-kinesis-proxy KinesisProxy",
    );
  });

  test.each<[string, Partial<typeof none>, string | undefined]>([
    ["a flag over what is remembered", { flags: { shards: "2" }, state: { onDemand: true } }, "PROVISIONED"],
    [
      "the environment over what is remembered",
      { env: { KINESIS_PROXY_SHARDS: "2" }, state: { onDemand: true } },
      "PROVISIONED",
    ],
    ["the settings file over what is remembered", { file: { shards: 2 }, state: { onDemand: true } }, "PROVISIONED"],
    ["--on-demand over remembered shards", { flags: { onDemand: true }, state: { shards: 2 } }, "ON_DEMAND"],
    ["--on-demand over the settings file's shards", { flags: { onDemand: true }, file: { shards: 2 } }, "ON_DEMAND"],
    ["remembered --on-demand after shards", { state: { onDemand: true, shards: 2 } }, "ON_DEMAND"],
    ["nothing said", {}, undefined],
  ])("provisioned or on-demand: %s", (_, sources, mode) => {
    expect(resolve({ ...none, ...sources }).mode).toBe(mode);
  });
});

/** An account with one stream, for several runs in one folder. */
async function account({ env = {} }: { env?: Record<string, string> } = {}) {
  let stream: { mode: string; shards: number } | undefined;
  let tags: Record<string, string> = {};
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", ...env } });
  const run = async (argv: string, more: Partial<FakeIo> = {}) => {
    const { clients, aws, calls, changes, inputs } = mockedClients();
    signedIn({ aws });
    const { kinesis } = aws;
    kinesis.on(DescribeStreamSummaryCommand).callsFake(() => {
      if (stream === undefined) throw fault("ResourceNotFoundException");
      const StreamModeDetails = { StreamMode: stream.mode };
      const rest = {
        StreamARN: "arn",
        StreamStatus: "ACTIVE",
        OpenShardCount: stream.shards,
        RetentionPeriodHours: 24,
      };
      return { StreamDescriptionSummary: { ...rest, StreamModeDetails } };
    });
    kinesis.on(ListTagsForStreamCommand).callsFake(() => {
      if (stream === undefined) throw fault("ResourceNotFoundException");
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    });
    kinesis.on(CreateStreamCommand).callsFake((input: CreateStreamCommand["input"]) => {
      stream = { mode: input.StreamModeDetails?.StreamMode ?? "", shards: input.ShardCount ?? 4 };
      tags = input.Tags ?? {};
      return {};
    });
    kinesis.on(UpdateStreamModeCommand).callsFake((input: UpdateStreamModeCommand["input"]) => {
      stream = { shards: stream?.shards ?? 0, mode: input.StreamModeDetails?.StreamMode ?? "" };
      return {};
    });
    kinesis.on(UpdateShardCountCommand).callsFake((input: UpdateShardCountCommand["input"]) => {
      stream = { mode: stream?.mode ?? "", shards: input.TargetShardCount ?? 0 };
      return {};
    });
    const world = { ...io, ...more };
    const exitCode = await main(argv.split(" "), world, { clients, clock: fakeClock() });
    return { exitCode, changes: changes(), calls, inputs, stderr: io.stderr.text };
  };
  const state = async (): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(join(io.cwd, ".kinesis-proxy/api-gateway-kinesis-proxy.json"), "utf8")) as never;
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(io.cwd, path)), { recursive: true });
    await writeFile(join(io.cwd, path), text);
  };
  return { io, run, state, write, stream: () => stream };
}

describe("what was asked once is remembered", () => {
  test("the next run asks for the same", async () => {
    const { run, state, stream } = await account();
    expect((await run("create-stream --shards 2")).exitCode).toBe(0);
    expect(await state()).toMatchObject({ settings: { shards: 2 }, steps: { stream: { arn: "arn" } } });
    expect((await run("create-stream")).changes).toEqual([]);
    expect(stream()).toEqual({ mode: "PROVISIONED", shards: 2 });
  });

  test("so is the environment and the settings file", async () => {
    const { run, state, write } = await account({ env: { KINESIS_PROXY_SHARDS: "3" } });
    await write("kinesis-proxy.json", '{"shards":5,"path":"/events"}');
    await run("create-stream");
    expect(await state()).toMatchObject({ settings: { shards: 3, path: "/events" } });
  });

  test("--on-demand and back, each for good", async () => {
    const { run, stream } = await account();
    await run("create-stream --shards 2");
    await run("create-stream --on-demand");
    expect(stream()?.mode).toBe("ON_DEMAND");
    expect((await run("create-stream")).changes).toEqual([]);
    await run("create-stream --shards 3");
    expect(stream()).toEqual({ mode: "PROVISIONED", shards: 3 });
    expect((await run("create-stream")).changes).toEqual([]);
    expect(stream()).toEqual({ mode: "PROVISIONED", shards: 3 });
  });

  test("the region too, so that the next run needs none", async () => {
    vi.stubEnv("AWS_REGION", undefined);
    const { run } = await account();
    await run("create-stream --region eu-west-1");
    expect((await run("create-stream", { env: {} })).exitCode).toBe(0);
  });
});

test("--respond @FILE means a file in the working directory", async () => {
  const { run, write, state } = await account({ env: { KINESIS_PROXY_RESPOND: "@answer.vtl" } });
  await write("answer.vtl", '{"ok":true}');
  expect(await run("create-stream")).toMatchObject({ exitCode: 0 });
  expect(await state()).toMatchObject({ settings: { respond: { type: "template", template: '{"ok":true}' } } });
});

test("the settings file names the proxy, and so its state file", async () => {
  const { run, write, io } = await account();
  await write("kinesis-proxy.json", '{"name":"orders","region":"eu-west-1"}');
  expect(await run("create-stream")).toMatchObject({ exitCode: 0 });
  expect(await readFile(join(io.cwd, ".kinesis-proxy/orders.json"), "utf8")).toContain('"name": "orders"');
});
