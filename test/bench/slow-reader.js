import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bin, file, folder, local, ms, node, tell } from "./program.js";

const [stream, wide] = ["bench-slow", "bench-wide"];
const records = 200_000;
const bytes = 400;
const limit = 40_000;
const shards = 2_000;

/** Memory while what reads the lines is slow: 1 MB a second. */
export async function slowReader() {
  const aws = await local();
  try {
    await node([file("fill.js"), aws.url, stream, "8", String(records), String(bytes)]);
    const words = ["read-records", "--stream-name", stream, "--json", "--local", "--limit", String(limit)];
    const { peak, read, took } = await watched(aws.port, words, async (stdout) => {
      let size = 0;
      for await (const chunk of stdout) {
        size += chunk.length;
        await pause(chunk.length / 1_000);
      }
      return size;
    });
    const rate = (read / took / 1_000).toFixed(2);
    tell(`memory with a reader of ${rate} MB/s`, `${peak} MB`, "", "150 MB");
  } finally {
    await aws.stop();
  }
}

/** Memory and the first line with 2,000 shards. */
export async function manyShards() {
  const aws = await local();
  try {
    await node([file("fill.js"), aws.url, wide, String(shards), "4000", String(bytes)]);
    const words = ["tail", "--stream-name", wide, "--since", "trim-horizon", "--json", "--local", "--limit", "4000"];
    let first;
    const { peak, took } = await watched(aws.port, words, async (stdout, start) => {
      for await (const _ of stdout) first ??= performance.now() - start;
    });
    tell(`first line of ${shards.toLocaleString("en")} shards`, ms(first), `all of 4,000 after ${ms(took)}`, "5 s");
    tell("memory for them", `${peak} MB`, "", "300 MB");
  } finally {
    await aws.stop();
  }
}

/** Runs the program, hands on its stdout, and gives the most megabytes that it took and its milliseconds. */
async function watched(port, words, use) {
  const target = join(folder, "peak.cjs");
  await writeFile(
    target,
    'process.on("exit", () => require("node:fs").writeSync(2, "peak " + process.resourceUsage().maxRSS + "\\n"));',
  );
  const env = { ...process.env, KINESIS_PROXY_LOCAL_PORT: String(port), HOME: folder };
  const start = performance.now();
  const child = spawn(process.execPath, ["--require", target, bin, ...words], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const read = await use(child.stdout, start);
  const code = await ended;
  const peak = /peak (\d+)/.exec(stderr)?.[1];
  if (code !== 0 || peak === undefined) throw new Error(`${words.join(" ")} ended with ${code}: ${stderr}`);
  return { peak: Math.round(Number(peak) / 1_024), read, took: performance.now() - start };
}
