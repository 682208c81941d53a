// The main job on the built-in local AWS, with the commands a user would type. Exit code 1 on any surprise.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

const bin = fileURLToPath(new URL("../bin/kinesis-proxy.js", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "kinesis-proxy-demo-"));
const event = {
  app_id: "com.sokoloff06.sdktest",
  event_name: "af_cross_promotion",
  event_time: "2020-05-10 00:57:26.038",
  idfa: null,
  advertising_id: "cb654aa6-8026-4633-bfd1-de619896fd6a",
};

/** The environment of somebody without an AWS account. */
const { PATH, HOME, TERM, NO_COLOR, SystemRoot } = process.env;
const env = Object.fromEntries(
  Object.entries({ PATH, HOME, TERM, NO_COLOR, SystemRoot }).filter(([, value]) => value !== undefined),
);

const say = (text) => console.log(`\n${style("bold", text)}`);
const show = (text) => console.log(text.trimEnd().replace(/^/gm, "    "));
const style = (format, text) => (process.stdout.isTTY && !NO_COLOR ? styleText(format, text) : text);

/** What the last command told on stderr. */
let told = "";

/** Runs `kinesis-proxy` with these words; prints the command and all it says; gives its answer. */
async function run(words, expected = 0) {
  console.log(style("cyan", `  $ kinesis-proxy ${words.join(" ")}`));
  const child = spawn(process.execPath, [bin, ...words], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  told = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (told += chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  show(`${told}${stdout}`);
  check(code === expected, `"kinesis-proxy ${words.join(" ")}" ended with ${code}, not ${expected}`);
  return stdout.trim();
}

/** POSTs the event as its sender would; gives the status. */
async function post(url) {
  const body = JSON.stringify(event);
  const headers = { "Content-Type": "application/json" };
  const flags = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`);
  console.log(style("cyan", `  $ curl ${flags.join(" ")} -d '${body}' ${url}`));
  const answer = await fetch(url, { method: "POST", headers, body });
  show(`${answer.status} ${(await answer.text()) || "(empty)"}`);
  return answer.status;
}

function check(fact, otherwise) {
  if (!fact) throw new Error(otherwise);
}

/** Starts the local AWS on a free port; gives the child and the port. */
async function startLocal() {
  const child = spawn(process.execPath, [bin, "local", "--port", "0", "--quiet"], { cwd: folder, env });
  const url = await new Promise((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    child.stderr.once("data", (chunk) => reject(new Error(String(chunk))));
    child.once("exit", (code) => reject(new Error(`the local AWS ended with ${code}`)));
  });
  return { child, url };
}

let server;
try {
  say("1. A local AWS, on this machine only: no account, no containers.");
  console.log(style("cyan", "  $ kinesis-proxy local"));
  server = await startLocal();
  show(server.url);
  env["KINESIS_PROXY_LOCAL_PORT"] = new URL(server.url).port;

  say(
    "2. One command makes the stream, the role, the REST API and its deployment, and waits until a request goes through.",
  );
  const url = await run(["up", "--local"]);

  say("3. A sender POSTs an event to that URL, as AppsFlyer's Push API would.");
  check((await post(url)) === 200, "the event was not answered 200");

  say("4. It is in the stream, byte for byte; here it comes back decoded.");
  const records = (await run(["read-records", "--local"])).split("\n").map((line) => JSON.parse(line));
  check(records.length === 1, `there are ${records.length} records, not 1`);
  check(JSON.stringify(records[0].data) === JSON.stringify(event), "the record is not the event that was sent");

  say("5. Only these addresses may call: one of AppsFlyer's published ranges. This machine is not among them.");
  await run(["allow-ips", "45.92.116.0/22", "--local", "--yes"]);
  check((await post(url)) === 403, "a refused address was not answered 403");

  say("6. Running it again changes nothing.");
  const again = await run(["up", "--local"]);
  check(again === url, "the second run gave another URL");
  check(!/^[+~-] /m.test(told), "the second run changed something");

  say("7. And nothing is left behind.");
  await run(["down", "--local", "--yes", "--force-stream"]);
  check((await run(["status", "--local"])).includes("Nothing is there"), "something is left");

  say(
    'That was all of it. Next: "npx kinesis-proxy dev" to play with it, or "npx kinesis-proxy up" on your AWS account.',
  );
} catch (error) {
  console.error(`\n${style("red", "The demo failed:")} ${error.message}`);
  process.exitCode = 1;
} finally {
  server?.child.kill();
  await rm(folder, { recursive: true, force: true });
}
