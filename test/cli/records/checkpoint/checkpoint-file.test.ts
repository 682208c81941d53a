import { expect, test, vi } from "vitest";
import { checkpointFile } from "../../../../src/cli/records/checkpoint/checkpoint-file.ts";
import { holdCheckpoint } from "../../../../src/cli/records/checkpoint/hold-checkpoint.ts";
import { streamCheckpoint } from "../../../../src/cli/records/checkpoint/progress.ts";
import { scratch } from "../../../state/scratch.ts";
import { virtualClock } from "../../../records/read/virtual-clock.ts";

const disk = vi.hoisted(() => ({ syncs: 0 }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  return {
    ...real,
    open: async (...words: Parameters<typeof real.open>) => {
      const file = await real.open(...words);
      const sync = file.sync.bind(file);
      file.sync = () => {
        disk.syncs += 1;
        return sync();
      };
      return file;
    },
  };
});

test("the disk is waited for at the start, once a second and at the end", async () => {
  const now = Date.UTC(2026, 0, 1);
  const clock = virtualClock(now);
  const held = await holdCheckpoint("read.json", streamCheckpoint, {
    cwd: await scratch(),
    clock,
    signal: new AbortController().signal,
  });
  const waited = async (work: () => unknown): Promise<boolean> => {
    const before = disk.syncs;
    await work();
    return disk.syncs > before;
  };
  const begin = { position: { type: "trim-horizon" }, places: new Map() } as const;
  const file = await checkpointFile(held, { stream: "orders", region: "eu-west-1" }, begin, now);
  expect(disk.syncs).toBeGreaterThan(0);
  const save = (at: number) => () => {
    file.note("a", { type: "after", sequenceNumber: String(at) });
    return file.save(now + at);
  };
  const told: boolean[] = [];
  for (const at of [1, 999, 1_000, 1_001, 1_999, 2_000, 2_001]) told.push(await waited(save(at)));
  expect(told).toEqual([false, false, true, false, false, true, false]);
  expect(await waited(() => file[Symbol.asyncDispose]())).toBe(true);
});
