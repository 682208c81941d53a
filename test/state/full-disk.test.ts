import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "../../src/engine/clock.ts";
import { CliError, UsageError } from "../../src/engine/errors.ts";
import { openState } from "../../src/state/file-state.ts";
import { lock } from "../../src/state/lock/lock.ts";
import { ids, owner, shapes } from "./sample.ts";
import { scratch } from "./scratch.ts";

const disk = vi.hoisted(() => ({ full: false }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const open: typeof real.open = async (...given) => {
    const file = await real.open(...given);
    if (disk.full)
      file.sync = () => Promise.reject(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }));
    return file;
  };
  return { ...real, open };
});

beforeEach(() => {
  disk.full = false;
});

describe("on a full disk", () => {
  test("the error says the ids that could not be saved, of all steps that ran side by side", async () => {
    const path = join(await scratch(), "orders.json");
    const state = await openState(path, owner, shapes);
    await state.record("role", ids.role);
    const before = await readFile(path);
    disk.full = true;
    const ends = await Promise.allSettled([state.record("stream", ids.stream), state.record("api", ids.api)]);
    for (const end of ends) {
      const error: unknown = end.status === "rejected" ? end.reason : undefined;
      expect(error).toBeInstanceOf(CliError);
      expect(error).toMatchObject({ exitCode: 1, hint: expect.stringContaining("run the same command again") });
      const { message } = error as CliError;
      expect(message).toContain("there is no space left on the disk");
      expect(message).toContain(`stream ${JSON.stringify(ids.stream)}`);
      expect(message).toContain(`api ${JSON.stringify(ids.api)}`);
      expect(message).not.toContain(ids.role.arn);
    }
    expect(await readdir(join(path, ".."))).toEqual(["orders.json"]);
    expect(await readFile(path)).toEqual(before);
  });

  test("what could not be saved is saved with the next record that can be", async () => {
    const path = join(await scratch(), "orders.json");
    const state = await openState(path, owner, shapes);
    disk.full = true;
    await expect(state.record("stream", ids.stream)).rejects.toThrow("Not saved: stream");
    disk.full = false;
    await state.record("api", ids.api);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ steps: { stream: ids.stream, api: ids.api } });
  });

  test("there is no lock to be had, and nothing is left", async () => {
    const folder = await scratch();
    disk.full = true;
    const { signal } = new AbortController();
    const got = lock(join(folder, "orders.json"), { command: "kinesis-proxy up", clock: systemClock, signal });
    await expect(got).rejects.toThrow(UsageError);
    await expect(got).rejects.toThrow("there is no space left on the disk");
    expect(await readdir(folder)).toEqual([]);
  });
});
