import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LocalOptions } from "../../src/local/index.ts";
import { kinesisSettings } from "../../src/local/kinesis/index.ts";
import { deskAt, type Running } from "./cli.ts";
import { inventory, post, recordsOf, world } from "./world.ts";

const one = {
  streams: ["api-gateway-kinesis-proxy"],
  roles: ["api-gateway-kinesis-proxy"],
  policies: ["api-gateway-kinesis-proxy"],
  apis: ["KinesisProxy"],
  deployments: [1],
};

test("Ctrl-C in the middle of up: exit 130, what is made is written down, and the next up ends with one of each", async () => {
  let late = 0;
  const clock = {
    now: () => Date.now() + late,
    after: (ms: number, work: () => void) => void setTimeout(work, ms).unref(),
  };
  const { local, clients } = await world({ clock });
  local.account.corner(kinesisSettings, "").createMs = 3_600_000;
  const desk = await deskAt(local);
  const up = desk.start("up", "--local");
  await Promise.all([up.says(/^\+ REST API/m), up.says(/^\+ IAM role/m), up.says(/^\+ Method/m)]);
  up.kill("SIGINT");
  const { code, stdout, stderr } = await up.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(stderr).toMatch(/error: Interrupted\.\nhint:  .*run the same command again.*\n$/);

  const folder = join(desk.folder, ".kinesis-proxy");
  const [file = "", ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect(await readFile(join(folder, file), "utf8")).toMatch(/"api": \{\s*"id": "\w{10}"/);

  late = 3_600_000;
  const { url = "", steps } = await desk.json("up", "--local");
  expect(steps).toMatchObject({ stream: { outcome: "unchanged" }, api: { outcome: "unchanged" } });
  expect(await inventory(clients)).toEqual(one);
  expect((await post(url, "{}")).status).toBe(200);
  expect(await recordsOf(clients)).toHaveLength(1);
});

describe("up, killed before it could read the answer to", () => {
  test.each([
    ["CreateStream", /^CreateStream$/],
    ["CreateRole", /^CreateRole$/],
    ["CreatePolicy", /^CreatePolicy$/],
    ["CreateRestApi", /^CreateRestApi$/],
    ["CreateDeployment", /^CreateDeployment$/],
  ])("%s, ends well the next time, with one of each", async (_name, operation) => {
    let running: Running | undefined;
    // This is heard after the work is done and before the answer is sent.
    const onRequest: LocalOptions["onRequest"] = (fact) => {
      if (operation.test(fact.operation)) running?.kill("SIGKILL");
    };
    const { local, clients } = await world({ onRequest });
    const desk = await deskAt(local);
    running = desk.start("up", "--local");
    expect(await running.ended).toMatchObject({ code: null, signal: "SIGKILL", stdout: "" });
    running = undefined;

    const { url = "" } = await desk.json("up", "--local");
    expect(await inventory(clients)).toEqual(one);
    expect((await post(url, "{}")).status).toBe(200);
    expect(await recordsOf(clients)).toHaveLength(1);
  });
});
