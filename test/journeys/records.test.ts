import { spawn } from "node:child_process";
import { PutRecordCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { program, deskAt, type Desk } from "./cli.ts";
import { post, world, type Clients } from "./world.ts";

const streamName = "api-gateway-kinesis-proxy";

const stored: readonly (readonly [key: string, data: string | Uint8Array])[] = [
  ["ana", '{"event_name":"install","도시":"서울"}'],
  ["ana", '{"event_name":"purchase","revenue":12.5}'],
  ["bob", "no JSON,\nand two lines"],
  ["bob", Uint8Array.of(0xff, 0xfe, 0x00)],
  ["eve", gzipSync('{"event_name":"zipped"}')],
];

async function put({ kinesis }: Clients): Promise<void> {
  const Records = stored.map(([PartitionKey, data]) => ({ PartitionKey, Data: Buffer.from(data) }));
  await kinesis.send(new PutRecordsCommand({ StreamName: streamName, Records }));
}

/** The lines of stdout, each parsed. */
function parsed(stdout: string): Record<string, unknown>[] {
  expect(stdout === "" || stdout.endsWith("\n")).toBe(true);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function data(desk: Desk, ...flags: readonly string[]): Promise<unknown[]> {
  const { code, stdout, stderr } = await desk.run("read-records", "--local", ...flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return parsed(stdout).map((record) => record["data"]);
}

describe("read-records", () => {
  test("piped gives one JSON object a line, with exactly these fields", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    await desk.json("create-stream", "--local");
    await put(clients);
    const { code, stdout, stderr } = await desk.run("read-records", "--since", "trim-horizon", "--local");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const records = parsed(stdout);
    for (const record of records)
      expect(Object.keys(record)).toEqual([
        "shardId",
        "sequenceNumber",
        "partitionKey",
        "arrivedAt",
        "encoding",
        "data",
      ]);
    expect(records[0]).toEqual({
      shardId: "shardId-000000000000",
      sequenceNumber: expect.stringMatching(/^\d{56}$/),
      partitionKey: "ana",
      arrivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      encoding: "json",
      data: { event_name: "install", 도시: "서울" },
    });
    expect(records.map(({ encoding, data }) => [encoding, data]).slice(1)).toEqual([
      ["json", { event_name: "purchase", revenue: 12.5 }],
      ["text", "no JSON,\nand two lines"],
      ["base64", "//4A"],
      ["json", { event_name: "zipped" }],
    ]);
    expect((await desk.run("read-records", "--local", "--json")).stdout).toBe(stdout);
  });

  test("shows the records that were asked for, and no others", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    await desk.json("create-stream", "--local", "--shards", "2");
    await put(clients);
    const install = { event_name: "install", 도시: "서울" };
    const purchase = { event_name: "purchase", revenue: 12.5 };
    const [limited, grep, exclude, where, latest, raw, shard0, shard1] = await Promise.all([
      data(desk, "--since", "15m", "--limit", "2"),
      data(desk, "--grep", "서울"),
      data(desk, "--key", "ana", "--exclude", "(?i)INSTALL"),
      data(desk, "--where", "data.revenue > `10`"),
      desk.run("read-records", "--local", "--since", "latest"),
      desk.run("read-records", "--local", "--key", "bob", "--grep", "two lines", "--raw"),
      data(desk, "--shard", "0"),
      data(desk, "--shard", "shardId-000000000001"),
    ]);
    expect(limited).toHaveLength(2);
    expect(grep).toEqual([install]);
    expect(exclude).toEqual([purchase]);
    expect(where).toEqual([purchase]);
    expect(latest).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "No records in api-gateway-kinesis-proxy, from now on.\n",
    });
    expect(raw.stdout).toBe("no JSON,\nand two lines\n");
    expect(shard0.length + shard1.length).toBe(stored.length);
  });
});

describe("tail", () => {
  test("shows what arrives, and ends with 130 on Ctrl-C", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    const { url = "" } = await desk.json("up", "--local");
    await post(url, '{"before":true}');
    const tail = desk.start("tail", "--local", "--debug", "--json");
    // From here on it reads: what comes now is new to it.
    await tail.says(/GetShardIterator, 200/);
    await post(url, '{"n":1}');
    await tail.says(/"n":1/);
    await clients.kinesis.send(
      new PutRecordCommand({ StreamName: streamName, PartitionKey: "ana", Data: Buffer.from("second") }),
    );
    await tail.says(/second/);
    tail.kill("SIGINT");
    const { code, stdout, stderr } = await tail.ended;
    expect(code).toBe(130);
    expect(stderr).not.toMatch(/^(error|hint):/m);
    expect(parsed(stdout).map(({ data }) => data)).toEqual([{ n: 1 }, "second"]);
  });

  test.skipIf(process.platform === "win32")("| head -1 ends without an error", async () => {
    // A closed pipe shows itself with the next record that is written, so there is always one more.
    const { local, clients } = await world({
      onRequest: ({ operation }) => void (operation === "GetRecords" && put(clients).catch(() => undefined)),
    });
    const desk = await deskAt(local);
    await desk.json("create-stream", "--local");
    await put(clients);
    const line = `"${process.execPath}" "${program}" tail --since trim-horizon --local; echo "tail: $?" >&2`;
    const shell = spawn("sh", ["-c", `(${line}) | head -1`], { cwd: desk.folder, env: desk.env });
    let [stdout, stderr] = ["", ""];
    shell.stdout.on("data", (chunk) => (stdout += chunk));
    shell.stderr.on("data", (chunk) => (stderr += chunk));
    const closed = new Promise((resolve) => shell.once("close", resolve));
    await closed;
    expect(parsed(stdout)).toHaveLength(1);
    expect(stderr).toBe("tail: 0\n");
  });

  test.runIf(process.platform === "linux")("into a full disk fails, and says so", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    await desk.json("create-stream", "--local");
    await put(clients);
    const line = `"${process.execPath}" "${program}" tail --since trim-horizon --local > /dev/full; echo "tail: $?" >&2`;
    const shell = spawn("sh", ["-c", line], { cwd: desk.folder, env: desk.env });
    let stderr = "";
    shell.stderr.on("data", (chunk) => (stderr += chunk));
    await new Promise((resolve) => shell.once("close", resolve));
    expect(stderr).toBe("error: The output cannot be written: ENOSPC: no space left on device, write.\ntail: 1\n");
  });

  test.skipIf(process.platform === "win32")("ends on Ctrl-C though nobody reads the pipe it writes to", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    await desk.json("create-stream", "--local");
    const Records = Array.from({ length: 20 }, () => ({ PartitionKey: "ana", Data: Buffer.alloc(200_000, "x") }));
    await clients.kinesis.send(new PutRecordsCommand({ StreamName: streamName, Records }));
    const words = [program, "tail", "--since", "trim-horizon", "--local"];
    const tail = spawn(process.execPath, words, { cwd: desk.folder, env: desk.env });
    const ended = new Promise((resolve) => tail.once("exit", (code, signal) => resolve({ code, signal })));
    await new Promise((resolve) => tail.stdout.once("readable", resolve));
    tail.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, signal: null });
    tail.stdout.destroy();
  });
});
