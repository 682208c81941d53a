import { GetRecordsCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { expect, test } from "vitest";
import { quickRecords } from "../../../src/aws/streams/quick-records.ts";
import { httpServer } from "../../helpers/http-server.ts";

const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r1" };
const record = '{"SequenceNumber":"1","ApproximateArrivalTimestamp":1.7E9,"Data":"YWJj","PartitionKey":"\\u00e9 \\""}';
const children = '[{"ShardId":"s","ParentShards":["p"],"HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"9"}}]';

/** What a client makes of an answer, or why it fails. */
async function made(status: number, body: string, quick: boolean): Promise<unknown> {
  const server = await httpServer({ status, headers, body });
  const client = new KinesisClient({
    region: "eu-west-1",
    endpoint: server.url,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
  if (quick) quickRecords(client);
  try {
    const { Records, ...rest } = await client.send(new GetRecordsCommand({ ShardIterator: "i" }));
    return { ...rest, Records: Records?.map(({ Data, ...one }) => ({ ...one, Data: Data && Buffer.from(Data) })) };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { readonly $metadata: unknown };
    // The place in the document is another one without the records.
    return { name, message: message.replace(/\d+/g, "…"), $metadata };
  } finally {
    client.destroy();
  }
}

test.each([
  ["records", 200, `{"Records":[${record},${record}],"NextShardIterator":"n","MillisBehindLatest":5}`],
  ["the end of a shard", 200, `{"MillisBehindLatest":0,"ChildShards":${children},"Records" : [ ${record} ]}`],
  ["no record", 200, '{"Records":[],"NextShardIterator":"n","MillisBehindLatest":0}'],
  ["a record of another form", 200, '{"Records":[{"SequenceNumber":"1","New":{"a":1}}],"MillisBehindLatest":0}'],
  ["nothing", 200, ""],
  ["a document that is cut", 200, `{"Records":[${record}`],
  ["a document that is cut behind the records", 200, `{"Records":[${record}],"NextSh`],
  ["a web page", 200, "<html>"],
  ["an error", 400, '{"__type":"ExpiredIteratorException","message":"too old"}'],
])("%s: as the SDK reads it", async (_, status, body) => {
  expect(await made(status, body, true)).toEqual(await made(status, body, false));
});
