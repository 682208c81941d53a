import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PutRecordCommand } from "@aws-sdk/client-kinesis";
import { expect, test, vi } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { hereAt, runHere } from "../../../journeys/in-process.ts";
import { world } from "../../../journeys/world.ts";

vi.setConfig({ testTimeout: 60_000 });

async function cost(words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const io = await fakeIo();
  for (const [name, text] of Object.entries(files)) await writeFile(join(io.cwd, name), text);
  const code = await main(["cost", ...words], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

test("the bill ends with its sum, region and date, and goes on with what would be cheaper and what limits", async () => {
  const { code, stdout, stderr } = await cost(["--region", "us-east-1", "--events", "10M"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^10,000,000 events of 1\.5 KB a month/);
  expect(stdout).toMatch(
    /\$46\.34 {2}a month {2}\(us-east-1, prices of \d{4}-\d\d-\d\d, before free tiers and taxes\)/,
  );
  expect(stdout).toContain("Cheapest mode of the stream: provisioned (1 shard), $11.09 against $31.49.");
  expect(stdout).toContain("By the batch route, 100 events a request: $11.44 instead of $46.34.");
  expect(stdout).toContain("An HTTP API would ask $10.00 for the requests, not $35.00");
  expect(stdout).toMatch(/What limits first.*\n +1\.7 % {2}MiB a second into the shards/);
});

test.each([
  ["2600B", "100B"],
  ["260B", "1KB"],
])("for %s events, what limits stands in one column, and goes on in it", async (events, size) => {
  const { stdout } = await cost(["--region", "us-east-1", "--events", events, "--size", size]);
  const lines = stdout.slice(stdout.indexOf("What limits first")).trimEnd().split("\n").slice(1);
  const columns = lines.map((line) => (/^[!~ ] .* % {2}(?=\S)/.exec(line) ?? /^ +/.exec(line))?.[0].length);
  expect(lines.length).toBeGreaterThan(7);
  expect(lines[0]).toMatch(/^! +[\d,.]+ % {2}requests a second/);
  expect(new Set(columns).size, stdout).toBe(1);
});

test("prices of another region come from a file, in the form that --json shows", async () => {
  const { prices, total } = JSON.parse((await cost(["--region", "us-east-1", "--json"])).stdout);
  const other = { "eu-west-1": { ...prices["us-east-1"], shardHour: 0.03 } };
  const { stdout, stderr } = await cost(["--region", "eu-west-1", "--json", "--prices", "p.json"], {
    "p.json": JSON.stringify(other),
  });
  expect(stderr).toBe("");
  const there = JSON.parse(stdout);
  expect(there.region).toBe("eu-west-1");
  expect(there.total).toBeCloseTo(total + 730 * 0.015, 6);
  const whole = JSON.stringify({ load: {}, total: 5, prices: other });
  expect(
    JSON.parse((await cost(["--region", "eu-west-1", "--json", "--prices", "p.json"], { "p.json": whole })).stdout),
  ).toEqual(there);
  const without = await cost(["--region", "eu-west-3", "--prices", "p.json"], { "p.json": JSON.stringify(other) });
  expect(without.stderr).toContain("warning: There are no prices of eu-west-3 in p.json: those of us-east-1");
  const standin = await cost(["--region", "eu-west-1"]);
  expect(standin.stderr).toContain(
    "warning: There are no prices of eu-west-1 here: those of us-east-1 stand for them.",
  );
});

test("without a region it is that of the profile, else the one whose prices ship", async () => {
  const files = { config: "[default]\noutput = json\n[profile p]\nregion = eu-north-1\n" };
  const io = await fakeIo();
  for (const [name, text] of Object.entries(files)) await writeFile(join(io.cwd, name), text);
  vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
  expect(await cost([])).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("(us-east-1, prices") });
  expect(await cost(["--local"])).toMatchObject({ code: 0, stderr: "" });
  expect((await cost(["--profile", "p"])).stderr).toContain("There are no prices of eu-north-1 here");
});

test.each([
  ["[]", "is not a JSON object"],
  ["{", "is not valid JSON"],
  ['{"eu-west-1": 5}', "must be an object"],
  ['{"us-east-1": {}, "eu-west-2": {"shard": 5}}', 'there is no price "shard"'],
  ['{"eu-west-1": {"shard": 5}}', 'there is no price "shard"'],
  ['{"eu-west-1": {"shardHour": -1}}', '"shardHour" of eu-west-1 is not a price'],
  [
    '{"eu-west-1": {"restApi": [{"upTo": 5, "price": 1}, {"upTo": 4, "price": 1}]}}',
    '"restApi" of eu-west-1 is not a price',
  ],
])("a file %s is refused", async (text, why) => {
  const { code, stdout, stderr } = await cost(["--region", "eu-west-1", "--prices", "p.json"], { "p.json": text });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(why);
});

test("--since measures the load, and takes the stream as it is", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  await desk.json("up", "--local", "--name", "orders", "--shards", "3", "--no-probe");
  const none = await runHere(desk, "cost", "--since", "1h", "--local", "--name", "orders");
  expect(none).toMatchObject({ code: 1, stdout: "" });
  for (const PartitionKey of ["a", "b"])
    await clients.kinesis.send(new PutRecordCommand({ StreamName: "orders", PartitionKey, Data: Buffer.alloc(1_000) }));
  const { stdout } = await runHere(desk, "cost", "--since", "1h", "--local", "--name", "orders", "--json");
  const { load, lines } = JSON.parse(stdout);
  expect(load.events).toBeGreaterThan(1_000);
  expect(load.size).toBeGreaterThanOrEqual(1_000);
  expect(lines.find(({ what }: { what: string }) => what === "Kinesis, shards").how).toBe("3 × 730 h");
  const otherwise = ["--on-demand", "--json", "--local", "--name", "orders"] as const;
  const onDemand = JSON.parse((await runHere(desk, "cost", "--since", "1h", ...otherwise)).stdout);
  expect(onDemand.lines.find(({ what }: { what: string }) => what === "Kinesis, the stream (on-demand)").how).toBe(
    "730 h",
  );
  const both = await runHere(desk, "cost", "--since", "1h", "--events", "5", "--local", "--name", "orders");
  expect(both).toMatchObject({ code: 2, stdout: "" });
});

test("plan ends with what it costs before the first request", async () => {
  const { local } = await world();
  const desk = await hereAt(local);
  const { stdout } = await runHere(desk, "plan", "--local", "--shards", "2");
  expect(stdout).toMatch(
    /\nAbout \$21\.90 a month before the first request \(prices of us-east-1, \S+\)\. With a load: .*kinesis-proxy.* cost --local\n$/,
  );
  const { basePrice } = JSON.parse((await runHere(desk, "plan", "--local", "--on-demand", "--json")).stdout);
  expect(basePrice).toEqual({ usd: 29.2, region: "us-east-1", date: expect.any(String) });
  expect((await runHere(desk, "plan", "--down", "--local")).stdout).not.toContain("a month before");
});
