import { expect, test } from "vitest";
import type { Clock } from "../../src/engine/clock.ts";
import { handClock } from "../local/hand-clock.ts";
import { deskAt } from "./cli.ts";
import { runBy } from "./in-process.ts";
import { inventory, post, recordsOf, world } from "./world.ts";

/** A local AWS that takes its time, and a clock for whoever waits for it: the time of both goes on while one sleeps. */
async function slowWorld(faults: readonly string[]) {
  const time = handClock();
  const there = await world({ faults, clock: time });
  const slept: number[] = [];
  const clock: Clock = {
    now: time.now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      // Clocks count whole milliseconds.
      time.move(Math.ceil(ms));
    },
  };
  const waited = (): number => slept.reduce((sum, ms) => sum + ms, 0);
  return { ...there, clock, waited };
}

test("thirty seconds until IAM knows a role everywhere: up waits as long, says for what, and the endpoint works", async () => {
  const { local, clients, clock, waited } = await slowWorld(["iam-lag=30s"]);
  const desk = await deskAt(local);
  const ended = await runBy(clock, desk, "up", "--local");
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stderr).toContain("waiting until API Gateway can use the new role");
  expect(waited()).toBeGreaterThan(29_000);
  expect((await post(ended.stdout.trim(), '{"a":1}')).status).toBe(200);
  expect(await recordsOf(clients)).toHaveLength(1);
});

test("a stream that takes a minute to come and another to go is waited for, by name", async () => {
  const { local, clients, clock, waited } = await slowWorld(["stream-create=60s", "stream-delete=60s"]);
  const desk = await deskAt(local);
  const up = await runBy(clock, desk, "up", "--local");
  expect(up).toMatchObject({ code: 0 });
  expect(up.stderr).toContain("Kinesis stream api-gateway-kinesis-proxy: waiting until it is ACTIVE");
  expect(waited()).toBeGreaterThan(55_000);
  const down = await runBy(clock, desk, "down", "--local", "--yes");
  expect(down).toMatchObject({ code: 0 });
  expect(down.stderr).toContain("Kinesis stream api-gateway-kinesis-proxy: waiting until it is gone");
  expect(await inventory(clients)).toMatchObject({ streams: [], roles: [], apis: [] });
});

test("calls beyond AWS's own rates are made again, and up, a second up and down end well", async () => {
  const { local, clients, clock, waited } = await slowWorld(["rates"]);
  const desk = await deskAt(local);
  const rich = ["--batch-path", "/many", "--api-key", "--cors", "*"];
  expect(await runBy(clock, desk, "up", "--local", ...rich)).toMatchObject({ code: 0 });
  expect(await runBy(clock, desk, "up", "--local")).toMatchObject({ code: 0 });
  expect(await runBy(clock, desk, "up", "--local", "--newline")).toMatchObject({ code: 0 });
  expect(await runBy(clock, desk, "down", "--local", "--yes")).toMatchObject({ code: 0 });
  expect(waited()).toBeGreaterThan(0);
  expect(await inventory(clients)).toMatchObject({ streams: [], roles: [], apis: [] });
});
