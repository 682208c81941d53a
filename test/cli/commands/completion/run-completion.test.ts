import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { deadUrl } from "../../../helpers/http-server.ts";
import { world } from "../../../journeys/world.ts";

/** What is offered after these words. */
async function offered(words: readonly string[], env: Record<string, string> = {}): Promise<readonly string[]> {
  const io = await fakeIo({ env });
  await mkdir(join(io.cwd, ".kinesis-proxy"));
  for (const file of [
    "orders.json",
    "orders.local.json",
    "a.b.local-4811.json",
    "orders.json.lock",
    "x$(date)y.json",
    "o p.json",
  ])
    await writeFile(join(io.cwd, ".kinesis-proxy", file), "{}");
  const code = await main(["completion", "bash", "--words", words.map((word) => `${word}\n`).join("")], io);
  expect({ code, stderr: io.stderr.text }).toEqual({ code: 0, stderr: "" });
  return io.stdout.text.split("\n").slice(0, -1);
}

test("proxies are those with a state file here, and only what fits is offered", async () => {
  expect(await offered(["up", "--name", ""])).toEqual(["a.b", "orders"]);
  expect(await offered(["up", "--name=o"])).toEqual(["--name=orders"]);
  expect(await offered(["preset", "show", "st"])).toEqual(["stripe"]);
  expect(await offered(["up", "--region", "eu-west-"])).toEqual(["eu-west-1", "eu-west-2", "eu-west-3"]);
  expect(await offered(["send", ""])).toEqual([":files"]);
});

test("profiles are read from the AWS files, without the sections of other kinds", async () => {
  const io = await fakeIo();
  await writeFile(
    join(io.cwd, "config"),
    "[default]\noutput=json\n[profile shop]\nregion=eu-west-1\n[sso-session corp]\nsso_region=x\n",
  );
  await writeFile(join(io.cwd, "credentials"), "[old]\naws_access_key_id=a\n");
  process.env["AWS_CONFIG_FILE"] = join(io.cwd, "config");
  process.env["AWS_SHARED_CREDENTIALS_FILE"] = join(io.cwd, "credentials");
  try {
    expect(await offered(["up", "--profile", ""])).toEqual(["default", "old", "shop"]);
  } finally {
    delete process.env["AWS_CONFIG_FILE"];
    delete process.env["AWS_SHARED_CREDENTIALS_FILE"];
  }
});

test("streams and shards are asked of the AWS on the line; without an answer there are none", async () => {
  const { local, clients } = await world();
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "clicks", ShardCount: 2 }));
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  expect(await offered(["tail", "--local", "--stream-name", ""], env)).toEqual(["clicks"]);
  expect(await offered(["tail", "--local", "--stream-name", "clicks", "--shard", ""], env)).toEqual([
    "shardId-000000000000",
    "shardId-000000000001",
  ]);
  expect(await offered(["tail", "--endpoint-url", await deadUrl(), "--region", "eu-west-1", "--shard", ""])).toEqual(
    [],
  );
});
