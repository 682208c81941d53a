import { chmod, chown, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/engine/clock.ts";
import { CliError, UsageError } from "../../src/engine/errors.ts";
import { openState } from "../../src/state/file-state.ts";
import { lock } from "../../src/state/lock/lock.ts";
import { document, ids, owner, shapes } from "./sample.ts";
import { scratch } from "./scratch.ts";

const root = process.geteuid?.() === 0;
const nobody = 65534;

/** root may do anything, so as root the rest of the test runs as nobody. */
async function asPlainUser(...paths: readonly string[]): Promise<void> {
  if (!root) return;
  for (const path of paths) await chown(path, nobody, nobody);
  process.seteuid?.(nobody);
}

afterEach(() => {
  if (root) process.seteuid?.(0);
});

async function refusal(promise: Promise<unknown>): Promise<CliError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CliError);
  return error as CliError;
}

const take = { command: "kinesis-proxy up", clock: systemClock, signal: new AbortController().signal };

describe.skipIf(process.seteuid === undefined)("without permission", () => {
  test("to read the file, opening is refused", async () => {
    const path = join(await scratch(), "orders.json");
    await writeFile(path, JSON.stringify(document));
    await chmod(path, 0o200);
    await asPlainUser(join(path, ".."), path);
    const error = await refusal(openState(path, owner, shapes));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`The state file ${path} cannot be read: permission denied.`);
    expect(error.hint).toContain("--state");
  });

  test("to write in the folder, the file can be read, but there is no lock to be had, so nothing is begun", async () => {
    const path = join(await scratch(), "orders.json");
    await writeFile(path, JSON.stringify(document));
    await chmod(join(path, ".."), 0o500);
    await asPlainUser(join(path, ".."), path);
    expect((await openState(path, owner, shapes)).get("stream")).toEqual(ids.stream);
    const error = await refusal(lock(path, take));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`The state file ${path} cannot be written: permission denied.`);
    expect(await readdir(join(path, ".."))).toEqual(["orders.json"]);
  });

  test("to write the file, there is no lock to be had, though the folder would allow to replace it", async () => {
    const path = join(await scratch(), "orders.json");
    await writeFile(path, JSON.stringify(document));
    await chmod(path, 0o400);
    await asPlainUser(join(path, ".."), path);
    expect((await refusal(lock(path, take))).message).toContain("cannot be written: permission denied");
    expect(await readdir(join(path, ".."))).toEqual(["orders.json"]);
    expect((await stat(path)).mode & 0o777).toBe(0o400);
  });

  test("to make the folder, there is no lock to be had", async () => {
    const folder = await scratch();
    await chmod(folder, 0o500);
    await asPlainUser(folder);
    const error = await refusal(lock(join(folder, ".kinesis-proxy", "orders.json"), take));
    expect(error.exitCode).toBe(2);
    expect(await readdir(folder)).toEqual([]);
  });

  test("any more in the middle of a run, the error says the ids and the file stays as it was", async () => {
    const folder = join(await scratch(), ".kinesis-proxy");
    await mkdir(folder);
    const path = join(folder, "orders.json");
    await asPlainUser(join(folder, ".."), folder);
    const state = await openState(path, owner, shapes);
    await state.record("api", ids.api);
    const before = await readFile(path, "utf8");
    await chmod(folder, 0o500);
    const error = await refusal(state.record("stream", ids.stream));
    expect(error.message).toBe(
      `The state file ${path} cannot be written: permission denied. Not saved: stream ${JSON.stringify(ids.stream)}.`,
    );
    expect(error.exitCode).toBe(1);
    expect((await refusal(state.remove())).message).toContain("cannot be removed: permission denied");
    expect(await readFile(path, "utf8")).toBe(before);
    await chmod(folder, 0o700);
  });
});
