import { bin, event, file, load, local, ms, serve, sideBySide, tell, times } from "./program.js";

const put = {
  body: JSON.stringify({ StreamName: "bench", PartitionKey: "a", Data: btoa(event) }),
  headers: kinesis("PutRecord"),
};

/** The local AWS: how soon it is there, and how long the SDK's calls take. */
export async function serving() {
  const [ready, bare] = await sideBySide(
    5,
    () => readyTime([bin, "local", "--port", "0", "--quiet"]),
    () => readyTime([file("bare-server.js")]),
  );
  tell("local AWS ready", ms(ready), `${times(ready / bare)} of a bare node:http server, ${ms(bare)}`, "under 400 ms");

  const aws = await local();
  try {
    await load(aws.url, 1, 1, '{"StreamName":"bench","ShardCount":1}', kinesis("CreateStream"));
    await load(aws.url, 16, 5_000, put.body, put.headers);
    for (const count of [1, 16]) {
      const { p50, p99, perSecond } = await load(aws.url, count, 10_000, put.body, put.headers);
      tell(`PutRecord p99, ${count} connections`, ms(p99), `p50 ${ms(p50)}, ${Math.round(perSecond)}/s`);
    }
  } finally {
    await aws.stop();
  }
}

async function readyTime(words) {
  const server = await serve(words);
  await server.stop();
  return server;
}

function kinesis(operation) {
  return [
    "Content-Type: application/x-amz-json-1.1",
    `X-Amz-Target: Kinesis_20131202.${operation}`,
    "Authorization: AWS4-HMAC-SHA256 Credential=local/20260101/ap-northeast-2/kinesis/aws4_request, SignedHeaders=host, Signature=0",
  ];
}
