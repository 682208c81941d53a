import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/local/fault.ts";
import { decodeCbor } from "../../../src/local/protocols/cbor/decode-cbor.ts";
import { encodeCbor } from "../../../src/local/protocols/cbor/encode-cbor.ts";
import { jsonService } from "../../../src/local/protocols/json.ts";
import type { Operation, Scope } from "../../../src/local/account/scope.ts";
import { bench, kinesis, request } from "../kinesis/bench.ts";

const TIME = new Date(1_700_000_000_123);

const operations: Readonly<Record<string, Operation<unknown, unknown>>> = {
  Echo: (_scope, input) => input,
  Show: () => ({ Data: Buffer.from("hé"), At: TIME, Missing: undefined, List: [1, "ü\n"] }),
  Nothing: () => undefined,
  Refuse: () => {
    throw new Fault("ResourceNotFoundException", "Not here.");
  },
  Break: () => {
    throw new TypeError("A mistake of ours.");
  },
};

const service = jsonService({
  name: "kinesis",
  target: "Kinesis_20131202",
  operations: Object.entries(operations).map(([name, run]) => ({ name, run })),
});

const { scope } = bench();
const CBOR = { "content-type": "application/x-amz-cbor-1.1" };

async function ask(operation: string, input: unknown = {}, headers: Record<string, string> = {}, as: Scope = scope) {
  const answer = await service.answer(as, request(operation, input, headers));
  return { ...answer, text: answer.body.toString() };
}

describe("AWS JSON 1.1", () => {
  it("writes bytes as base64, times as seconds, and an operation without output as nothing", async () => {
    const { status, headers, text } = await ask("Show");
    expect(status).toBe(200);
    expect(headers).toEqual({
      "Content-Type": "application/x-amz-json-1.1",
      "x-amzn-RequestId": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-amz-id-2": expect.stringMatching(/^[A-Za-z0-9+/]{96}$/),
    });
    expect(text).toBe('{"Data":"aMOp","At":1700000000.123,"List":[1,"ü\\n"]}');
    expect((await ask("Nothing")).text).toBe("");
  });

  it("gives each answer ids of its own", async () => {
    const seen = new Set<unknown>();
    for (let i = 0; i < 250; i++) seen.add((await ask("Nothing")).headers["x-amz-id-2"]);
    expect(seen.size).toBe(250);
  });

  it("writes a refusal with its type, and a mistake of ours as InternalFailure", async () => {
    const refusal = await ask("Refuse");
    expect([refusal.status, refusal.text]).toEqual([
      400,
      '{"__type":"ResourceNotFoundException","message":"Not here."}',
    ]);
    const mistake = await ask("Break");
    expect([mistake.status, mistake.text]).toEqual([500, '{"__type":"InternalFailure"}']);
  });

  it("knows neither other operations nor other services nor what objects inherit", async () => {
    const unknown = (name: string): string =>
      `{"__type":"UnknownOperationException","message":"The local AWS does not know the operation ${name}."}`;
    expect((await ask("Other")).text).toBe(unknown("Other"));
    expect((await ask("toString")).text).toBe(unknown("toString"));
    expect((await ask("", {}, { "x-amz-target": "DynamoDB_20120810.Echo" })).text).toBe(unknown("Echo"));
  });

  it("cannot read what is not a JSON object", async () => {
    for (const body of ["", "hello", "1", "null", '{"a":']) {
      const { status, text } = await ask("Echo", Buffer.from(body));
      expect([status, text]).toEqual([400, '{"__type":"SerializationException"}']);
    }
  });

  it("answers plain JSON and other types as AWS does", async () => {
    const plain = await ask("Echo", {}, { "content-type": "application/json; charset=utf-8" });
    expect(plain.status).toBe(404);
    expect(JSON.parse(plain.text)).toEqual({
      Output: { __type: "com.amazon.coral.service#UnknownOperationException" },
      Version: "1.0",
    });
    expect((await ask("Echo", {}, { "content-type": "text/plain" })).text).toBe("<UnknownOperationException/>\n");
    const nothing = await ask("Echo", {}, { "content-type": "text/plain", "x-amz-target": "" });
    expect(nothing.status).toBe(403);
    expect(nothing.text).toContain("Unable to determine service/operation name to be authorized");
    expect((await ask("Echo", {}, { "content-type": "application/x-amz-json-1.1; charset=utf-8" })).status).toBe(200);
  });
});

describe("CBOR 1.1", () => {
  it("carries the same operations and refusals", async () => {
    const shown = await ask("Show", encodeCbor({}), CBOR);
    expect(shown.headers["Content-Type"]).toBe("application/x-amz-cbor-1.1");
    expect(decodeCbor(shown.body as Buffer)).toEqual({ Data: Buffer.from("hé"), At: TIME, List: [1, "ü\n"] });
    const refusal = await ask("Refuse", encodeCbor({}), CBOR);
    expect(refusal.status).toBe(400);
    expect(decodeCbor(refusal.body as Buffer)).toEqual({
      __type: "ResourceNotFoundException",
      message: "Not here.",
    });
  });

  it("is refused when it is cut off, broken or not an object", async () => {
    const whole = encodeCbor({ a: ["b", Buffer.from("c")] });
    for (const body of [Buffer.alloc(0), whole.subarray(0, -1), Buffer.concat([whole, whole]), encodeCbor(1)]) {
      const { body: answer } = await ask("Echo", body, CBOR);
      expect(decodeCbor(answer as Buffer)).toEqual({ __type: "SerializationException" });
    }
  });

  it("puts and reads records of Kinesis itself", async () => {
    const local = bench();
    await local.call("CreateStream", { StreamName: "s", ShardCount: 1 });
    const call = async (operation: string, input: unknown) => {
      const { body } = await kinesis.answer(local.scope, request(operation, encodeCbor(input), CBOR));
      return decodeCbor(body as Buffer) as Record<string, never>;
    };
    const Data = Buffer.from([0, 255, 1]);
    await call("PutRecord", { StreamName: "s", PartitionKey: "k", Data });
    const { ShardIterator } = await call("GetShardIterator", {
      StreamName: "s",
      ShardId: "shardId-000000000000",
      ShardIteratorType: "AT_TIMESTAMP",
      Timestamp: new Date(local.clock.time),
    });
    const { Records } = await call("GetRecords", { ShardIterator });
    expect(Records).toMatchObject([
      { Data, PartitionKey: "k", ApproximateArrivalTimestamp: new Date(local.clock.time) },
    ]);
  });
});
