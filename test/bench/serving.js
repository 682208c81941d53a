import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bin, local, median, ms, node, proxy, serve, sideBySide, tell, times } from "./program.js";

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const event = JSON.stringify({ app_id: "com.sokoloff06.sdktest", event_name: "af_cross_promotion", idfa: null });
const connections = 16;

const put = {
  body: JSON.stringify({ StreamName: "api-gateway-kinesis-proxy", PartitionKey: "a", Data: btoa(event) }),
  headers: [
    "Content-Type: application/x-amz-json-1.1",
    "X-Amz-Target: Kinesis_20131202.PutRecord",
    "Authorization: AWS4-HMAC-SHA256 Credential=local/20260101/ap-northeast-2/kinesis/aws4_request, SignedHeaders=host, Signature=0",
  ],
};

/** The local AWS: how soon it is there, how much it takes, how much memory that costs. */
export async function serving() {
  const [ready, bare] = await sideBySide(
    5,
    () => readyTime([bin, "local", "--port", "0", "--quiet"]),
    () => readyTime([file("bare-server.js")]),
  );
  tell("local AWS ready", ms(ready), `${times(ready / bare)} of a bare node:http server, ${ms(bare)}`, "under 400 ms");

  const aws = await local();
  const plain = await serve([file("bare-server.js")]);
  try {
    const { stdout } = await proxy(aws.port, "up");
    const empty = megabytes(aws.pid);
    const post = (url, count) => load(url, connections, count, event, ["Content-Type: application/json"]);
    await post(stdout.trim(), 5_000);
    await post(plain.url, 5_000);
    const [ours, theirs] = [[], []];
    for (let round = 0; round < 3; round += 1) {
      ours.push((await post(stdout.trim(), 15_000)).perSecond);
      theirs.push((await post(plain.url, 15_000)).perSecond);
    }
    const [fast, faster] = [median(ours), median(theirs)];
    tell(
      `POSTs through the endpoint, ${connections} connections`,
      `${Math.round(fast)}/s`,
      `${times(fast / faster)} of a bare node:http server, ${Math.round(faster)}/s`,
      "at least 3000/s",
    );
    const used = megabytes(aws.pid);
    tell(
      "memory after 50,000 requests",
      `${used} MB`,
      `${empty} MB after up, bare server ${megabytes(plain.pid)} MB`,
      "under 100 MB",
    );

    for (const count of [1, connections]) {
      const { p50, p99, perSecond } = await load(aws.url, count, 10_000, put.body, put.headers);
      tell(`PutRecord p99, ${count} connections`, ms(p99), `p50 ${ms(p50)}, ${Math.round(perSecond)}/s`);
    }
  } finally {
    await aws.stop();
    await plain.stop();
  }
}

async function readyTime(words) {
  const server = await serve(words);
  await server.stop();
  return server;
}

async function load(url, count, requests, body, headers) {
  const { stdout } = await node([file("load.js"), url, String(count), String(requests), body, ...headers]);
  return JSON.parse(stdout);
}

/** The resident memory of a process. */
function megabytes(pid) {
  const kilobytes =
    process.platform === "linux"
      ? /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
      : String(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]));
  return Math.round(Number(kilobytes) / 1_024);
}
