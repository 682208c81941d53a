import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../../src/engine/clock.ts";
import { CliError } from "../../../src/engine/errors.ts";
import { birthOf, pidSpace } from "../../../src/state/lock/alive.ts";
import { DamagedLockError } from "../../../src/state/lock/lock-owner.ts";
import { inspectLock, lock, removeLock, type LockOptions } from "../../../src/state/lock/lock.ts";
import { LockedError } from "../../../src/state/lock/locked-error.ts";
import { scratch } from "../scratch.ts";

/** More than any process id that a system gives. */
const nobody = 2 ** 30;
const noon = Date.parse("2026-01-01T12:00:00.000Z");

function clockAt(now: number, onSleep: (ms: number) => unknown = () => undefined): Clock {
  let passed = 0;
  return {
    now: () => now + passed,
    async sleep(ms) {
      passed += ms;
      await onSleep(ms);
    },
  };
}

function options(given: Partial<LockOptions> = {}): LockOptions {
  return { command: "kinesis-proxy up", clock: clockAt(noon), signal: new AbortController().signal, ...given };
}

async function statePath(): Promise<string> {
  return join(await scratch(), "orders.json");
}

async function leave(path: string, owner: object): Promise<void> {
  const whole = {
    id: "0123456789ab",
    pid: nobody,
    host: hostname(),
    since: "2026-01-01T10:00:00.000Z",
    command: "kinesis-proxy down",
  };
  await writeFile(path, JSON.stringify({ ...whole, ...owner }));
}

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a lock that nobody holds", () => {
  test("is taken, says who holds it, and is given back at the end of the scope", async () => {
    const path = join(await scratch(), ".kinesis-proxy", "orders.json");
    {
      await using mine = await lock(path, options());
      expect(mine.path).toBe(`${path}.lock`);
      const written = JSON.parse(await readFile(mine.path, "utf8"));
      expect(written).toMatchObject({
        pid: process.pid,
        host: hostname(),
        since: "2026-01-01T12:00:00.000Z",
        command: "kinesis-proxy up",
      });
      expect((await stat(mine.path)).mode & 0o777).toBe(0o600);
      expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
    }
    expect(await readdir(join(path, ".."))).toEqual([]);
  });

  test("lies beside the file that a link names, so that all its links share it", async () => {
    const folder = await scratch();
    await mkdir(join(folder, "shared"));
    await writeFile(join(folder, "shared", "orders.json"), "{}");
    await symlink(join("shared", "orders.json"), join(folder, "link.json"));
    await using mine = await lock(join(folder, "link.json"), options());
    expect(mine.path).toBe(join(folder, "shared", "orders.json.lock"));
    await expect(lock(join(folder, "shared", "orders.json"), options())).rejects.toThrow(LockedError);
  });

  test("comes with the drafts of killed runs swept away", async () => {
    const path = await statePath();
    await writeFile(join(path, "..", ".orders.json.0123456789ab.draft"), "{");
    await using mine = await lock(path, options());
    expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
    await mine.release();
  });
});

describe("a lock that somebody holds", () => {
  test("is refused in one sentence that names process, host, time, age and command, with a hint", async () => {
    const path = await statePath();
    await using mine = await lock(path, options({ clock: clockAt(noon - 5 * 60_000) }));
    const error = await failure(lock(path, options()));
    expect(error).toBeInstanceOf(LockedError);
    const { message, hint, exitCode, owner } = error as LockedError;
    expect(message).toBe(
      `Another kinesis-proxy is at work here: pid ${process.pid} on ${hostname()}, since 2026-01-01T11:55:00.000Z (5 min), "kinesis-proxy up".`,
    );
    expect(hint).toContain("kinesis-proxy unlock");
    expect(exitCode).toBe(1);
    expect(owner).toEqual(mine.owner);
    expect(await inspectLock(path)).toEqual({ owner: mine.owner, alive: true });
  });

  test("is waited for as long as asked, and taken when it is given back", async () => {
    const path = await statePath();
    const first = await lock(path, options());
    const waited: number[] = [];
    const told: number[] = [];
    const clock = clockAt(noon, async (ms) => {
      if (waited.push(ms) === 3) await first.release();
    });
    await using second = await lock(path, options({ clock, wait: 60_000, waiting: ({ pid }) => told.push(pid) }));
    expect(waited).toEqual([100, 150, 225]);
    expect(told).toEqual([process.pid, process.pid, process.pid]);
    expect(second.owner.since).toBe("2026-01-01T12:00:00.475Z");
  });

  test("is refused when the wait is over, and when the run is interrupted", async () => {
    const path = await statePath();
    await using mine = await lock(path, options());
    await expect(lock(path, options({ wait: 10_000 }))).rejects.toThrow(LockedError);
    const stop = new AbortController();
    const clock = clockAt(noon, () => stop.abort(new Error("Interrupted.")));
    await expect(lock(path, options({ clock, wait: 10_000, signal: stop.signal }))).rejects.toThrow("Interrupted.");
    expect((await inspectLock(path))?.owner).toEqual(mine.owner);
  });

  test("on another host is never taken over", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, { host: "elsewhere" });
    await expect(lock(path, options())).rejects.toThrow(
      `pid ${nobody} on elsewhere, since 2026-01-01T10:00:00.000Z (2 h)`,
    );
    expect((await inspectLock(path))?.alive).toBe(true);
  });

  test.skipIf(pidSpace() === undefined)("in another container of this host's name is never taken over", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, { space: "pid:[1]" });
    await expect(lock(path, options())).rejects.toThrow(LockedError);
  });

  test("is not given back by who lost it", async () => {
    const path = await statePath();
    const lost = await lock(path, options());
    expect(await removeLock(path)).toBe(true);
    await using mine = await lock(path, options());
    await lost.release();
    expect((await inspectLock(path))?.owner).toEqual(mine.owner);
  });
});

describe("a lock whose owner died", () => {
  test("is taken over, and nothing of the dead one is left", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, {});
    expect((await inspectLock(path))?.alive).toBe(false);
    await using mine = await lock(path, options());
    expect((await inspectLock(path))?.owner).toEqual(mine.owner);
    expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
  });

  test.skipIf(birthOf(process.pid) === undefined)("is taken over though another process has its pid now", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, { pid: process.pid, birth: "another boot/1" });
    await using mine = await lock(path, options());
    expect((await inspectLock(path))?.owner).toEqual(mine.owner);
  });

  test("goes to exactly one of many who see it at once", async () => {
    for (let round = 0; round < 20; round++) {
      const path = await statePath();
      await leave(`${path}.lock`, {});
      const ends = await Promise.allSettled(Array.from({ length: 8 }, () => lock(path, options())));
      const winners = ends.filter((end) => end.status === "fulfilled").map((end) => end.value);
      expect(winners).toHaveLength(1);
      expect((await inspectLock(path))?.owner).toEqual(winners[0]?.owner);
      for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(LockedError);
      expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
    }
  });

  test("is left to who was faster in taking it over", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, {});
    const faster = {
      id: "ffffffffffff",
      pid: process.pid,
      host: hostname(),
      since: "2026-01-01T11:00:00.000Z",
      command: "x",
    };
    const isAlive = ({ pid }: { readonly pid: number }): boolean => {
      if (pid !== nobody) return true;
      writeFileSync(`${path}.lock`, JSON.stringify(faster));
      return false;
    };
    await expect(lock(path, options({ isAlive }))).rejects.toThrow("since 2026-01-01T11:00:00.000Z");
    expect((await inspectLock(path))?.owner).toEqual(faster);
    expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
  });

  test("is taken over though another died while taking it over, at any depth", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, { id: "aaaaaaaaaaaa" });
    await leave(`${path}.lock.aaaaaaaaaaaa`, { id: "bbbbbbbbbbbb" });
    await leave(`${path}.lock.aaaaaaaaaaaa.bbbbbbbbbbbb`, { id: "cccccccccccc" });
    const ends = await Promise.allSettled(Array.from({ length: 8 }, () => lock(path, options())));
    expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(1);
    expect(await readdir(join(path, ".."))).toEqual(["orders.json.lock"]);
  });

  test("is refused while another is taking it over", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, { id: "aaaaaaaaaaaa" });
    await leave(`${path}.lock.aaaaaaaaaaaa`, { id: "bbbbbbbbbbbb", pid: process.pid });
    await expect(lock(path, options())).rejects.toThrow(LockedError);
  });
});

describe("a lock file that says no owner", () => {
  test.each(["", "{", "[]", '{"pid":1}', '{"id":"../../x","pid":0}'])(
    "(%s) is named, and can be removed",
    async (text) => {
      const path = await statePath();
      await writeFile(`${path}.lock`, text);
      const error = await failure(lock(path, options()));
      expect(error).toBeInstanceOf(CliError);
      expect(error).toMatchObject({ message: expect.stringContaining(`${path}.lock is damaged`), exitCode: 1 });
      expect((error as CliError).hint).toContain("kinesis-proxy unlock");
      expect(await inspectLock(path)).toEqual({ owner: undefined, alive: true });
      expect(await removeLock(path)).toBe(true);
      expect(await removeLock(path)).toBe(false);
      expect(await inspectLock(path)).toBeUndefined();
    },
  );

  test("with a time that is none says no owner", async () => {
    const path = await statePath();
    await leave(`${path}.lock`, { since: "2026-99-99T99:99:99Z", host: "elsewhere" });
    expect(await failure(lock(path, options()))).toBeInstanceOf(DamagedLockError);
  });

  describe.each<[string, string, (at: string) => unknown]>([
    ["a dangling link", "it is a link", (at) => symlink("nowhere", at)],
    ["a link to itself", "it is a link", (at) => symlink(at, at)],
    ["a link to a folder", "it is a link", (at) => symlink(".", at)],
    ["a FIFO", "it is not a plain file", (at) => execFileSync("mkfifo", [at])],
    ["a socket", "it is not a plain file", (at) => socketAt(at)],
    ["a folder", "it is a folder", (at) => mkdir(at)],
  ])("because it is %s", (_name, why, make) => {
    test.skipIf(process.platform === "win32")("is named at once, and can be removed", async () => {
      const path = await statePath();
      await make(`${path}.lock`);
      expect(await failure(lock(path, options()))).toMatchObject({
        message: `The lock file ${path}.lock is damaged: ${why}.`,
        hint: expect.stringContaining("kinesis-proxy unlock"),
      });
      expect(await inspectLock(path)).toEqual({ owner: undefined, alive: true });
      expect(await removeLock(path)).toBe(true);
      await using _mine = await lock(path, options());
    });
  });

  test("a folder with something in it is left, and named", async () => {
    const path = await statePath();
    await mkdir(join(`${path}.lock`, "mine"), { recursive: true });
    expect(await failure(removeLock(path))).toMatchObject({
      message: `The lock file ${path}.lock cannot be removed: it is a folder with something in it.`,
      hint: "Remove it yourself.",
    });
  });

  test.skipIf(process.platform === "win32")(
    "a lock that became a FIFO is not waited for when it is given back",
    async () => {
      const path = await statePath();
      const mine = await lock(path, options());
      await rm(mine.path);
      execFileSync("mkfifo", [mine.path]);
      await mine.release();
      expect(await removeLock(path)).toBe(true);
    },
  );
});

async function socketAt(path: string): Promise<void> {
  // A socket's path may have 108 characters only, and goes with its server.
  const server = createServer().listen(path);
  await once(server, "listening");
  onTestFinished(() => void server.close());
}
