import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeCbor } from "../../../../src/local/protocols/cbor/decode-cbor.ts";
import { startLocal, type Local } from "../../../../src/local/index.ts";

// Requests as the AWS SDK for Java 2 writes them. Put together after its sources, not recorded from a running JVM: SdkCborGenerator
// (core/protocols/aws-cbor-protocol) drives Jackson's CBORGenerator, which begins each map (bf) and list (9f) without a length and
// ends it with ff, gives byte strings and short texts their length, takes the shortest head of a number, cuts long texts into
// chunks (7f … ff), and writes a time as tag 1 (c1) of the milliseconds since 1970.

const text = (value: string): string => {
  const bytes = Buffer.from(value);
  const head =
    bytes.length < 24 ? (0x60 + bytes.length).toString(16) : `78${bytes.length.toString(16).padStart(2, "0")}`;
  return head + bytes.toString("hex");
};
const streamName = text("StreamName") + text("java");

const requests = {
  CreateStream: ["bf", streamName, text("ShardCount"), "01", "ff"],
  // Two records; the second with a key in chunks and the bytes 00 ff.
  PutRecords: [
    "bf",
    text("Records"),
    "9f",
    ["bf", text("Data"), "4568656c6c6f", text("PartitionKey"), text("k1"), "ff"].join(""),
    ["bf", text("Data"), "4200ff", text("PartitionKey"), "7f", text("k"), text("2"), "ff", "ff"].join(""),
    "ff",
    streamName,
    "ff",
  ],
  GetShardIterator: [
    "bf",
    streamName,
    text("ShardId"),
    text("shardId-000000000000"),
    text("ShardIteratorType"),
    text("AT_TIMESTAMP"),
    text("Timestamp"),
    // 2023-11-14T22:13:20.123Z
    "c1",
    "1b0000018bcfe5687b",
    "ff",
  ],
  GetRecords: (iterator: string) => {
    const bytes = Buffer.from(iterator);
    const value = `79${bytes.length.toString(16).padStart(4, "0")}${bytes.toString("hex")}`;
    return ["bf", text("ShardIterator"), value, text("Limit"), "192710", "ff"];
  },
};

let local: Local;
beforeAll(async () => (local = await startLocal({ clock: { now: () => 1_700_000_001_000, after: () => undefined } })));
afterAll(() => local.close());

async function ask(operation: string, hex: readonly string[]): Promise<{ status: number; answer: any }> {
  const answered = await fetch(local.url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-cbor-1.1",
      "X-Amz-Target": `Kinesis_20131202.${operation}`,
      Authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20231114/us-east-1/kinesis/aws4_request, Signature=0",
    },
    body: Buffer.from(hex.join(""), "hex"),
  });
  const bytes = Buffer.from(await answered.arrayBuffer());
  return { status: answered.status, answer: bytes.length === 0 ? undefined : decodeCbor(bytes) };
}

describe("what the SDK for Java writes", () => {
  it("is understood by Kinesis, and answered in kind", async () => {
    expect(await ask("CreateStream", requests.CreateStream)).toEqual({ status: 200, answer: undefined });
    const put = await ask("PutRecords", requests.PutRecords);
    expect(put).toMatchObject({ status: 200, answer: { FailedRecordCount: 0 } });
    const { answer } = await ask("GetShardIterator", requests.GetShardIterator);
    const { answer: read } = await ask("GetRecords", requests.GetRecords(answer.ShardIterator));
    const at = new Date(1_700_000_001_000);
    expect(read.Records).toMatchObject([
      { Data: Buffer.from("hello"), PartitionKey: "k1", ApproximateArrivalTimestamp: at },
      { Data: Buffer.from([0, 255]), PartitionKey: "k2", ApproximateArrivalTimestamp: at },
    ]);
    expect(read.MillisBehindLatest).toBe(0);
  });

  it("is refused in CBOR where Kinesis refuses it", async () => {
    const gone = ["bf", text("StreamName"), text("gone"), "ff"];
    expect(await ask("DescribeStreamSummary", gone)).toMatchObject({
      status: 400,
      answer: { __type: "ResourceNotFoundException" },
    });
    expect((await ask("CreateStream", requests.CreateStream.slice(0, -1))).status).toBe(400);
  });
});
