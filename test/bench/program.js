// Starting the program and timing it, for all benchmarks here.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const file = (name) => fileURLToPath(new URL(name, import.meta.url));
export const bin = file("../../bin/kinesis-proxy.js");

/** The sample event. */
export const event = JSON.stringify({ app_id: "com.sokoloff06.sdktest", event_name: "af_cross_promotion", idfa: null });

/** A folder of its own for each benchmark, and an environment that knows nothing of AWS. */
export const folder = await mkdtemp(join(tmpdir(), "kinesis-proxy-bench-"));
export const tidyUp = () => rm(folder, { recursive: true, force: true });
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
};

/** Runs a command to its end; gives stdout, unless that goes to a file, and the milliseconds it took. Throws unless it ends with 0. */
export async function run(command, words, more = {}, out = "pipe") {
  const start = performance.now();
  const child = spawn(command, words, { cwd: folder, env: { ...env, ...more }, stdio: ["ignore", out, "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`${command} ${words.join(" ").slice(0, 200)} ended with ${code}: ${stderr}`);
  return { stdout, stderr, ms: performance.now() - start };
}

export const node = (words, more, out) => run(process.execPath, words, more, out);

/** `kinesis-proxy` with these words against the local AWS on that port. */
export const proxy = (port, ...words) => node([bin, ...words, "--local"], { KINESIS_PROXY_LOCAL_PORT: String(port) });

/** Runs a script that writes to a file, until it ends; gives milliseconds, those of the processor, and the most megabytes at once. */
export async function toFile(port, words) {
  const script = `process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    require("node:fs").writeSync(2, "used " + JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime }) + "\\n");
  })`;
  const [preload, target] = [join(folder, "used.cjs"), join(folder, "out")];
  await writeFile(preload, script);
  const file = await open(target, "w");
  try {
    const more = { KINESIS_PROXY_LOCAL_PORT: String(port) };
    const { stderr, ms } = await node(["--require", preload, ...words], more, file.fd);
    const { maxRSS, cpu } = JSON.parse(/used (.*)/.exec(stderr)[1]);
    // Kilobytes.
    return { ms, cpu: cpu / 1_000, peak: Math.round(maxRSS / 1_024) };
  } finally {
    await file.close();
  }
}

/** POSTs from a process of its own: requests a second, and latencies in milliseconds. */
export async function load(url, connections, requests, body, headers) {
  const { stdout } = await node([
    file("load.js"),
    String(url),
    String(connections),
    String(requests),
    body,
    ...headers,
  ]);
  return JSON.parse(stdout);
}

/** The resident memory of a process. */
export function megabytes(pid) {
  const kilobytes =
    process.platform === "linux"
      ? /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
      : String(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]));
  return Math.round(Number(kilobytes) / 1_024);
}

/** Starts a script that prints its URL when it is ready; gives the URL, its port, the milliseconds until then, and its end. */
export async function serve(words, more = {}) {
  const start = performance.now();
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...env, ...more },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const first = new Promise((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk).trim())));
  const url = await Promise.race([first, ended]);
  const ms = performance.now() - start;
  if (typeof url !== "string") throw new Error(`${words.join(" ")} ended with ${url}`);
  const stop = () => (child.kill(), ended);
  return { url, port: new URL(url).port, ms, pid: child.pid, stop };
}

export const local = (...words) => serve([bin, "local", "--port", "0", "--quiet", ...words]);

/** The same, which records no requests. */
export const unrecorded = (...words) =>
  serve([bin, "local", "--port", "0", "--quiet", ...words], { KINESIS_PROXY_BENCH_NO_RECORDING: "1" });

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The quickest of some runs of each, in turn: what else the machine does makes a run slower, never quicker. */
export async function sideBySide(times, one, other) {
  const [ones, others] = [[], []];
  for (let time = 0; time < times; time += 1) {
    ones.push((await one()).ms);
    others.push((await other()).ms);
  }
  return [Math.min(...ones), Math.min(...others)];
}

/** One line of the result: what, how much, and next to what. */
export function tell(name, value, ratio, target) {
  const beside = [ratio, target && `target ${target}`].filter(Boolean).join("; ");
  console.log(`${name}: ${value}${beside === "" ? "" : ` (${beside})`}`);
}

export const ms = (value) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`;
export const times = (value) => `${value.toFixed(1)}x`;
export const percent = (value) => `${Math.round(value * 100)} %`;
