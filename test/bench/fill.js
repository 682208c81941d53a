// Fills a stream: node fill.js URL STREAM SHARDS RECORDS BYTES
import { createHash } from "node:crypto";
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const [endpoint, StreamName, shards, records, bytes] = process.argv.slice(2);
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const client = new KinesisClient({
  endpoint,
  region: "ap-northeast-2",
  credentials,
  requestHandler: new NodeHttpHandler(),
});
await client.send(new CreateStreamCommand({ StreamName, ShardCount: Number(shards) }));
const text = (number) => {
  const head = `{"event_name":"install","n":${number},"pad":"`;
  return `${head}${createHash("sha512")
    .update(String(number))
    .digest("hex")
    .repeat(4)
    .slice(0, bytes - head.length - 2)}"}`;
};
for (let at = 0; at < records; at += 500) {
  const Records = Array.from({ length: Math.min(500, records - at) }, (_, place) => ({
    PartitionKey: String(at + place),
    Data: Buffer.from(text(at + place)),
  }));
  await client.send(new PutRecordsCommand({ StreamName, Records }));
}
client.destroy();
console.log("filled");
