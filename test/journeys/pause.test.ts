import { rm } from "node:fs/promises";
import { join } from "node:path";
import { GetStageCommand, UpdateStageCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import type { Clock } from "../../src/engine/clock.ts";
import { handClock } from "../local/hand-clock.ts";
import { deskAt } from "./cli.ts";
import { runBy, runHere } from "./in-process.ts";
import { inventory, post, recordsOf, world } from "./world.ts";

interface Answer {
  readonly url: string;
  readonly paused?: boolean;
  readonly changed?: boolean;
  readonly steps: Readonly<Record<string, { readonly id: string; readonly value?: string }>>;
}

async function place() {
  // One clock for both, so that nobody waits for AWS's rates.
  const time = handClock(Date.now());
  const { local, clients, asked } = await world({ clock: time });
  const clock: Clock = { now: time.now, sleep: async (ms) => time.move(Math.ceil(ms)) };
  const desk = await deskAt(local);
  const run = (...words: readonly string[]) => runBy(clock, desk, ...words, "--local");
  const json = async (...words: readonly string[]): Promise<Answer> => {
    const { code, stdout } = await run(...words, "--json");
    expect(code).toBe(0);
    return JSON.parse(stdout) as Answer;
  };
  return { clients, desk, run, json, asked };
}

test("a pause refuses everybody and keeps everything, through up and without a state file, until resume", async () => {
  const { clients, desk, run, json, asked } = await place();
  const made = await json("up", "--throttle", "50/100", "--api-key");
  const key = { "x-api-key": made.steps["key"]?.value ?? "" };
  const statuses = async (...paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => (await post(`${made.url}${path}`, "[{}]", key)).status));
  expect(await statuses("")).toEqual([200]);
  const before = asked.length;

  const paused = await run("pause");
  expect(paused).toMatchObject({ code: 0, stdout: expect.stringContaining("Paused: http") });
  expect(paused.stderr).toContain("Proved: a request gets 429, and nothing is stored.");
  expect(await json("pause")).toEqual({ paused: true, changed: false, url: made.url });
  expect(asked.slice(before)).not.toContain("CreateDeployment");
  expect(await statuses("")).toEqual([429]);
  expect(await run("send")).toMatchObject({ code: 1, stderr: expect.stringContaining("is it paused") });

  // A new route is paused, too.
  const upped = await run("up", "--batch-path", "/many");
  expect(upped).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("Paused: every POST /, POST /many gets 429"),
  });
  expect(upped.stderr).not.toContain("The endpoint works");
  expect(await statuses("", "/many")).toEqual([429, 429]);
  expect((await run("up", "--stage", "second")).code).toBe(0);
  const second = await json("status");
  expect(second.paused).toBe(true);
  expect((await post(second.url, "[{}]", key)).status).toBe(429);

  await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
  expect((await run("plan")).stdout).toMatch(/! Paused: [^]*\nNothing to do\./);
  expect(await json("resume")).toMatchObject({ paused: false, changed: true });
  expect(await json("resume")).toMatchObject({ changed: false });
  const stage = await clients.apigateway.send(
    new GetStageCommand({ restApiId: made.steps["api"]?.id, stageName: "second" }),
  );
  expect(stage.methodSettings).toMatchObject({ "*/*": { throttlingRateLimit: 50, throttlingBurstLimit: 100 } });
  expect(Object.keys(stage.methodSettings ?? {})).toEqual(["*/*"]);
  expect((await post(second.url, "[{}]", key)).status).toBe(200);
  expect(await json("status")).not.toHaveProperty("paused");
  expect(await recordsOf(clients)).toHaveLength(2);

  expect((await run("pause")).code).toBe(0);
  expect((await run("down", "--yes", "--force-stream")).code).toBe(0);
  expect(await inventory(clients)).toEqual({ streams: [], roles: [], policies: [], apis: [], deployments: [] });
});

test("an old proxy gets a throttle and loses it again without a deployment, and a change by hand is drift", async () => {
  const { clients, run, json, asked } = await place();
  const made = await json("up");
  expect(made.steps).not.toHaveProperty("throttle");
  const before = asked.length;
  expect(await run("plan", "--throttle", "2000")).toMatchObject({
    code: 3,
    stdout: expect.stringContaining("! The throttle lets more through than the stream takes"),
  });
  expect((await json("up", "--throttle", "1/2")).steps["throttle"]).toEqual({ outcome: "created", rate: 1, burst: 2 });
  expect((await run("plan")).code).toBe(0);
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await post(made.url, "{}")).status);
  expect(statuses).toContain(200);
  expect(statuses.at(-1)).toBe(429);

  const patchOperations = [{ op: "replace" as const, path: "/*/*/throttling/rateLimit", value: "9" }];
  const restApiId = made.steps["api"]?.id;
  await clients.apigateway.send(new UpdateStageCommand({ restApiId, stageName: "production", patchOperations }));
  expect(await run("status")).toMatchObject({ code: 3, stdout: expect.stringContaining("throttle: 9/2 → 1/2") });
  expect((await json("up")).steps["throttle"]).toMatchObject({ outcome: "repaired", rate: 1 });

  expect((await json("up", "--no-throttle")).steps["throttle"]).toEqual({ outcome: "removed" });
  expect((await run("plan")).code).toBe(0);
  expect(asked.slice(before)).not.toContain("CreateDeployment");
});

test("what is not there cannot be paused, and no state file is left of the try", async () => {
  const { desk, run } = await place();
  for (const command of ["pause", "resume"])
    expect(await run(command)).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("There is no ") });
  expect((await runHere(desk, "status", "--local")).stdout).toBe("Nothing is there.\n");
});
