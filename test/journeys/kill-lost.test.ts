import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Clock } from "../../src/engine/clock.ts";
import { handClock } from "../local/hand-clock.ts";
import { deskAt } from "./cli.ts";
import { boundaries, caseWith, down, each, fair, undisturbed, up } from "./disturbed.ts";
import { htmlPageAt } from "./html-pages.ts";
import { runBy, runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { world } from "./world.ts";

const rich = "--no-probe --api-key --batch-path /many --path /events --allow-ips 127.0.0.1 --cors https://a.example";
const other = "--yes --no-probe --api-key --batch-path /lots --path /in --allow-ips 10.0.0.0/8 --cors none --stage s2";
const [before, after] = [rich, other].map((flags) => flags.split(" ")) as [string[], string[]];

test(
  "killed at a call of up, the state file lost, other settings: up makes just what they name, plan nothing",
  { timeout: 600_000 },
  async () => {
    const [{ toUp, nothing }, { state }] = [await undisturbed(before), await undisturbed(after)];
    const numbers = boundaries(toUp, 3);
    await each(numbers, async (number) => {
      const at = await caseWith([`die-after@#${number}`]);
      fair(await at.desk.run(...up(before)));
      await rm(join(at.desk.folder, ".kinesis-proxy"), { recursive: true, force: true });
      const told = `killed at call ${number}: ${at.struck}`;
      expect(await runHere(at.desk, ...up(after)), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(state);
      expect(await runHere(at.desk, "plan", "--local"), told).toMatchObject({ code: 0 });
      expect(await runHere(at.desk, ...down), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(nothing);
    });
  },
);

test(
  "an answer lost at a call of up while lists lag 3 s behind: one of each, plan nothing",
  { timeout: 600_000 },
  async () => {
    const { toUp, state } = await undisturbed(before);
    const numbers = boundaries(toUp, 5);
    await each(numbers, async (number) => {
      const time = handClock();
      const { local, clients } = await world({ faults: ["list-lag=3s", `lost@#${number}`], clock: time });
      const clock: Clock = {
        now: time.now,
        sleep: async (ms) => time.move(Math.ceil(ms)),
      };
      const desk = await deskAt(local);
      fair(await runBy(clock, desk, ...up(before)));
      time.move(3_000);
      const told = `lost at call ${number}`;
      expect(await runBy(clock, desk, ...up(before)), told).toMatchObject({ code: 0 });
      expect(await snapshot(clients), told).toEqual(state);
      expect(await runBy(clock, desk, "plan", "--local"), told).toMatchObject({ code: 0 });
    });
  },
);

test(
  "a web page for an answer, after the work or before it: one of each, plan nothing",
  { timeout: 600_000 },
  async () => {
    const { toUp, state } = await undisturbed(before);
    const numbers = boundaries(toUp, 5);
    await each(numbers, async (number) => {
      const { local, clients } = await world();
      const front = await htmlPageAt(local, { call: number, after: number % 2 === 0 });
      const desk = await deskAt(local);
      const there = ["--endpoint-url", front.endpoint, "--region", "ap-northeast-2"];
      const told = `page at call ${number}`;
      fair(await runHere(desk, "up", ...there, ...before));
      expect(await runHere(desk, "up", ...there, ...before), told).toMatchObject({ code: 0 });
      expect(await snapshot(clients), told).toEqual(state);
      expect(await runHere(desk, "plan", ...there), told).toMatchObject({ code: 0 });
      expect(front.calls()).toBeGreaterThan(number);
    });
  },
);
