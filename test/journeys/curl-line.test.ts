import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { allPairs } from "./pairs.ts";
import { recordsOf, world } from "./world.ts";

const dimensions = {
  who: ["", "--api-key", "--auth iam", "--api-key --auth iam"],
  path: ["", "--path /e/{id}", "--path /a/{user}/b/{id} --partition-key header:X-Key"],
  accept: [
    "",
    "--accept form",
    "--accept text",
    "--accept application/xml json",
    "--accept application/octet-stream",
    "--schema event.schema.json",
    "--accept form json --schema event.schema.json",
    "--accept application/vnd.api+json --schema event.schema.json",
  ],
  batch: [
    "",
    "--batch-path /batch",
    "--batch-path /batch --batch-from events",
    "--batch-path /batch --batch-from ndjson",
    "--batch-path /batch --batch-from firehose --firehose-key abcdefgh",
  ],
  gets: [
    "",
    "--get-events",
    "--handshake hub.challenge --handshake-token hub.verify_token=abc",
    "--get-events --handshake challenge --health /health",
  ],
  cors: ["", "--cors *", "--cors https://example.com --cors-credentials"],
  envelope: ["", "--envelope X-Key --envelope-include path query", "--newline --respond receipt"],
  ips: ["", "--allow-ips 127.0.0.0/8 10.0.0.0/8", "--allow-ips 10.0.0.0/8"],
};

const schema = { type: "object", required: ["it's"], properties: { "it's": { enum: ["a 'b' $c `d`"] } } };

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
// The first ones meet most pairs.
const rows = allPairs(dimensions)
  .map((row) => Object.values(row).filter(Boolean).join(" "))
  .slice(0, long ? undefined : 8);

const [curl = "", major = "0", minor = "0"] =
  /^curl (\d+)\.(\d+)/.exec(spawnSync("curl", ["--version"], { encoding: "utf8" }).stdout ?? "") ?? [];
// --aws-sigv4 came with 7.75.
const usable = curl !== "" && (Number(major) > 7 || Number(minor) >= 75);
if (!usable) console.warn("The lines for curl are not tried here: there is no curl of version 7.75 or later.");

/** Runs the line in a shell; the status of the answer. */
async function run(line: string, cwd: string): Promise<string> {
  const command = `${line} --silent --show-error --output /dev/null --write-out '%{http_code}'`;
  return (await promisify(execFile)("sh", ["-c", command], { cwd })).stdout;
}

describe.runIf(usable)("curl gets 200 for each line that is printed, and leaves its records", () => {
  // Firehose sends neither key nor signature: with them, it needs a key of its own.
  test.each([...rows, "--batch-path /batch --batch-from firehose"])("up %s", async (flags) => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    await desk.file("event.schema.json", JSON.stringify(schema));
    const { code, stderr } = await runHere(desk, "up", "--local", ...flags.split(" ").filter(Boolean));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const lines = [...stderr.matchAll(/^(?:Try|Batch): +(curl .*)$/gm)].map(([, line = ""]) => line);
    if (flags.endsWith("--allow-ips 10.0.0.0/8")) {
      expect(lines).toEqual([]);
      return expect(stderr).toContain("This machine gets 403");
    }
    expect(lines).toHaveLength(flags.includes("--batch-path") && !flags.includes("--firehose-key") ? 2 : 1);
    for (const line of lines) expect(`${await run(line, desk.folder)} ${line}`).toBe(`200 ${line}`);
    expect((await recordsOf(clients)).length).toBeGreaterThanOrEqual(lines.length);
  });
});

test("each value meets each value of the other dimensions", () => {
  const all = allPairs({ a: ["1", "2", "3"], b: ["x", "y"], c: ["p", "q"] });
  const met = new Set(all.flatMap(({ a, b, c }) => [`${a}${b}`, `${a}${c}`, `${b}${c}`]));
  expect(met.size).toBe(16);
  expect(all.length).toBeLessThan(10);
});
