import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateStreamCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { deskAt, program } from "./cli.ts";
import { world } from "./world.ts";

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const kills = long ? 30 : 2;

/** Records that are put with each read, so that a batch is small. */
const each = 20;

/** Reads by two shards that may be under way before one of them is answered. */
const mostInBatch = 4 * each;

test(
  `of a tail that is killed ${kills} times, each record is in its output, and at most a batch twice a kill`,
  async () => {
    let [put, writing] = [0, Promise.resolve<unknown>(undefined)];
    let quiet = false;
    const there = await world({
      onRequest: ({ operation }) => {
        if (operation === "GetRecords" && !quiet) writing = Promise.all([writing, more()]);
      },
    });
    const StreamName = "orders";
    const more = (): Promise<unknown> => {
      const Records = Array.from({ length: each }, () => ({
        PartitionKey: String(put),
        Data: Buffer.from(`${put++}`),
      }));
      return there.clients.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
    };
    await there.clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
    await more();
    const desk = await deskAt(there.local);
    const words = [
      "--local",
      "--stream-name",
      StreamName,
      "--since",
      "trim-horizon",
      "--raw",
      "--checkpoint",
      "read.json",
    ];
    const outputs: string[] = [];
    const run = async (command: string, changes: number): Promise<string | null> => {
      const output = await open(join(desk.folder, `out.${outputs.length}`), "w");
      const child = spawn(process.execPath, [program, command, ...words], {
        cwd: desk.folder,
        env: desk.env,
        stdio: ["ignore", output.fd, "pipe"],
      });
      let stderr = "";
      child.stderr?.on("data", (text: Buffer) => (stderr += text.toString()));
      // Its lock, the drafts of its checkpoint, and its output: wherever it is in its work.
      const seen = watch(desk.folder, () => (changes -= 1) === 0 && child.kill("SIGKILL"));
      const [, signal] = (await once(child, "close")) as [number | null, string | null];
      seen.close();
      await output.close();
      // What was cut off within a line is no record.
      const text = await readFile(join(desk.folder, `out.${outputs.length}`), "utf8");
      outputs.push(text.slice(0, text.lastIndexOf("\n") + 1));
      expect(stderr).toBe("");
      return signal;
    };
    for (let kill = 0; kill < kills; kill += 1) expect(await run("tail", 12 + ((kill * 11) % 48))).toBe("SIGKILL");
    quiet = true;
    await writing;
    expect(await run("read-records", Infinity)).toBe(null);

    const numbers = outputs.join("").split("\n").filter(Boolean).map(Number);
    const all = new Set(numbers);
    const missing = Array.from({ length: put }, (_, number) => number).filter((number) => !all.has(number));
    expect(missing).toEqual([]);
    expect(numbers.length - all.size).toBeLessThanOrEqual(kills * mostInBatch);
    // Killed while it read, and not before.
    expect(put).toBeGreaterThan(each);
    if (long) console.log(`${kills} kills: ${all.size} records, ${numbers.length - all.size} of them twice`);
  },
  long ? 600_000 : 120_000,
);
