import { randomBytes } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { aggregated } from "../records/decode/aggregated.ts";
import { deskAt, type Desk } from "./cli.ts";
import { runBeside, runHere } from "./in-process.ts";
import { post, world } from "./world.ts";

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const events = long ? 100_000 : 3_000;
const timeout = long ? 600_000 : 60_000;

const own = ["--local", "--name", "orders"] as const;
const fill = "x".repeat(long ? 60 : 1_500);
const eventAt = (n: number): string => `{"n":${n},"fill":"${fill}"}`;

/** The number of the first event in a text. */
const numberIn = (text: string): number => Number(/"n":(\d+)/.exec(text)?.[1]);

/** A proxy with an archive that cuts its objects by size, and by time. */
async function place(...flags: readonly string[]) {
  const there = await world();
  const desk = await deskAt(there.local);
  const run = (...words: readonly string[]) => runHere(desk, ...words, ...own);
  const made = await run("up", "--no-probe", "--shards", "1", "--archive", "--archive-buffer", "1MB/1s", ...flags);
  expect(made).toMatchObject({ code: 0 });
  return { ...there, desk, url: made.stdout.trim().split("\n")[0] ?? "" };
}

/** Waits until Firehose has written what came, by switching it off. */
const written = async (desk: Desk): Promise<void> =>
  expect(await runBeside(desk, "up", "--no-probe", "--no-archive", ...own)).toMatchObject({ code: 0 });

/** What the archive in the bucket has, as the command shows it. */
async function archived(desk: Desk): Promise<readonly { readonly data: unknown; readonly encoding: string }[]> {
  const from = "s3://orders-000000000000-ap-northeast-2/orders";
  const { code, stdout } = await runHere(desk, "read-records", "--from-archive", from, "--json", ...own);
  expect(code).toBe(0);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => JSON.parse(line) as { readonly data: unknown; readonly encoding: string });
}

test(
  `${events} events and aggregates in are ${events} out, and the objects are the records joined, across cuts`,
  async () => {
    const { clients, desk, url } = await place("--batch-path", "/batch", "--archive-compress", "none");
    const texts = Array.from({ length: events }, (_, n) => eventAt(n));
    for (let at = 0; at < events; at += 500) {
      const some = texts.slice(at, at + 500);
      if ((at / 500) % 2 === 0)
        expect((await post(url.replace(/\/?$/, "/batch"), `[${some.join(",")}]`)).status).toBe(200);
      else {
        const Data = aggregated(some.map((text) => ({ key: "k", data: Buffer.from(text) })));
        await clients.kinesis.send(
          new PutRecordsCommand({ StreamName: "orders", Records: [{ PartitionKey: "k", Data }] }),
        );
      }
    }
    await written(desk);
    const s3 = await clients.lazily.s3();
    const Bucket = "orders-000000000000-ap-northeast-2";
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const objects = await Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return (await Body?.transformToString()) ?? "";
      }),
    );
    expect(objects.length).toBeGreaterThan(1);
    // Names of the same second are in no order.
    const inOrder = objects.toSorted((one, other) => numberIn(one) - numberIn(other));
    expect(inOrder.join("") === texts.map((text) => `${text}\n`).join("")).toBe(true);
    const out = (await archived(desk)).map(({ data }) => JSON.stringify(data));
    expect(out.length).toBe(events);
    expect(out.toSorted((one, other) => numberIn(one) - numberIn(other)).every((one, n) => one === texts[n])).toBe(
      true,
    );
  },
  timeout,
);

test(
  "text with line ends, and bytes of any kind, come back from an envelope that holds them as base64",
  async () => {
    const { desk, url } = await place("--accept", "any", "--envelope", "--envelope-body", "base64");
    const bodies = Array.from({ length: long ? 20_000 : 200 }, (_, n) =>
      n % 2 === 0 ? Buffer.from(`a\nb\r\n${n}\n`) : Buffer.concat([Buffer.from([10, 0, 255, 13]), randomBytes(40)]),
    );
    const left = bodies.entries();
    const sender = async (): Promise<void> => {
      for (const [, body] of left) {
        const headers = { "content-type": "application/octet-stream" };
        const answer = await fetch(url, { method: "POST", headers, body });
        expect(answer.status).toBe(200);
        await answer.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    await written(desk);
    const found = (await archived(desk)).map(({ data }) => (data as { readonly body: string }).body);
    expect(found.toSorted()).toEqual(bodies.map((body) => body.toString("base64")).toSorted());
  },
  timeout,
);

/** Every file of a folder, by its path. */
async function files(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = entries
    .filter((one) => one.isFile() && !one.parentPath.includes(".s3"))
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, (await readFile(path)).toString("base64")] as const;
    });
  return new Map(await Promise.all(read));
}

test("local --s3-dir: plain files; killed and started again on the folder, none that was delivered is lost", async () => {
  const home = await deskAt(undefined);
  const folder = join(home.folder, "s3");
  const serve = async () => {
    const serving = home.start("local", "--port", "0", "--s3-dir", folder);
    await serving.says(/^http:\/\/127\.0\.0\.1:\d+$/m);
    const desk = await deskAt({ port: Number(new URL(serving.stdout().trim()).port) });
    return { serving, desk };
  };
  const one = await serve();
  const { url = "" } = await one.desk.json("up", "--no-probe", "--archive", "--archive-buffer", "1MB/0s", ...own);
  const delivered = () => files(join(folder, "orders-000000000000-ap-northeast-2"));
  let count = 0;
  while ((await delivered()).size < 3) expect(await post(url, eventAt(count++))).toMatchObject({ status: 200 });
  one.serving.kill("SIGKILL");
  await one.serving.ended;
  const before = await delivered();

  const two = await serve();
  expect(await delivered()).toEqual(before);
  const from = "s3://orders-000000000000-ap-northeast-2/orders";
  const read = await two.desk.run("read-records", "--from-archive", from, "--json", ...own);
  const numbers = read.stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly data: { readonly n: number } }).data.n);
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from(numbers.keys()));
});
