import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { systemClock } from "../../src/engine/clock.ts";
import { lock } from "../../src/state/lock/lock.ts";
import { LockedError } from "../../src/state/lock/locked-error.ts";
import { scratch } from "./scratch.ts";

vi.mock("node:fs/promises", async (original) => ({
  ...(await original<typeof import("node:fs/promises")>()),
  link: () => Promise.reject(Object.assign(new Error("operation not permitted"), { code: "EPERM" })),
}));

test("where the file system has no hard links, the lock still lets in one at a time", async () => {
  const path = join(await scratch(), "orders.json");
  const options = { command: "kinesis-proxy up", clock: systemClock, signal: new AbortController().signal };
  const first = await lock(path, options);
  await expect(lock(path, options)).rejects.toThrow(LockedError);
  await first.release();
  await using second = await lock(path, options);
  expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
  await second.release();
});
