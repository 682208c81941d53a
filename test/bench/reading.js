import { spawn } from "node:child_process";
import { bin, event, file, folder, local, median, ms, node, percent, proxy, tell, toFile } from "./program.js";

const [stream, few] = ["bench-reading", "bench-reading-few"];
const shards = 8;
const bytes = 400;
const records = Number(process.env.KINESIS_PROXY_BENCH_RECORDS ?? 1_000_000);
const pairs = Number(process.env.KINESIS_PROXY_BENCH_PAIRS ?? 5);
const samples = Number(process.env.KINESIS_PROXY_BENCH_SAMPLES ?? 100);

/** Reading: a full stream in turns with a loop of the SDK that decodes nothing, its memory, and how soon a POST is a line. */
export async function reading() {
  const aws = await local();
  try {
    const fill = (name, count) => node([file("fill.js"), aws.url, name, String(shards), String(count), String(bytes)]);
    const read = (name) => toFile(aws.port, [bin, "read-records", "--stream-name", name, "--json", "--local"]);
    await fill(stream, records);
    await fill(few, records / 10);
    const runs = [];
    for (let pair = 0; pair < pairs; pair += 1)
      runs.push({
        raw: await toFile(aws.port, [file("raw-reader.js"), aws.url, stream]),
        ours: await read(stream),
        few: await read(few),
      });
    const ratio = (of) => percent(median(runs.map(of)));
    tell(
      `${records.toLocaleString("en")} records of ${bytes} bytes, --json to a file`,
      ratio(({ raw, ours }) => raw.ms / ours.ms),
      `by processor time ${ratio(({ raw, ours }) => raw.cpu / ours.cpu)} of a loop that decodes nothing`,
      "80 %",
    );
    tell(
      "memory for them",
      `${median(runs.map(({ ours }) => ours.peak))} MB`,
      `${ratio((run) => run.ours.peak / run.few.peak)} of that for a tenth`,
      "120 %",
    );
    const url = (await proxy(aws.port, "up")).stdout.trim();
    for (const how of [[], ["--fan-out"]]) await delay(aws.port, url, how);
  } finally {
    await aws.stop();
  }
}

/** From a POST to the line that tail writes. */
async function delay(port, url, how) {
  const env = { ...process.env, KINESIS_PROXY_LOCAL_PORT: String(port), HOME: folder };
  const tail = spawn(process.execPath, [bin, "tail", "--local", "--json", "--debug", ...how], { cwd: folder, env });
  const ended = new Promise((resolve) => tail.once("close", resolve));
  const said = new Promise((resolve) =>
    tail.stderr.on("data", (chunk) => /GetRecords|SubscribeTo/.test(chunk) && resolve()),
  );
  await Promise.race([said, ended]);
  const took = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const line = new Promise((resolve) => tail.stdout.once("data", resolve));
    // At any moment between two reads.
    await new Promise((resolve) => setTimeout(resolve, (sample * 37) % 350));
    const start = performance.now();
    await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: event });
    await line;
    took.push(performance.now() - start);
  }
  tail.kill("SIGINT");
  await ended;
  took.sort((one, other) => one - other);
  tell(
    `POST to line ${how.join(" ")}`.trim(),
    ms(median(took)),
    `p95 ${ms(took[Math.floor(samples * 0.95)])}`,
    how.length > 0 ? "100 ms" : "400 ms",
  );
}
