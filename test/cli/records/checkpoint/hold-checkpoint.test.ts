import { readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkpointFile } from "../../../../src/cli/records/checkpoint/checkpoint-file.ts";
import { holdCheckpoint } from "../../../../src/cli/records/checkpoint/hold-checkpoint.ts";
import { streamCheckpoint } from "../../../../src/cli/records/checkpoint/progress.ts";
import { scratch } from "../../../state/scratch.ts";
import { virtualClock } from "../../../records/read/virtual-clock.ts";

const now = Date.UTC(2026, 0, 1);
const hold = (name: string, cwd: string) =>
  holdCheckpoint(name, streamCheckpoint, { cwd, clock: virtualClock(now), signal: new AbortController().signal });

const which = { stream: "orders", region: "eu-west-1" };
const begin = { position: { type: "trim-horizon" }, places: new Map() } as const;

/** What a run leaves that was killed. */
const deadLock = JSON.stringify({
  id: "0123456789ab",
  pid: 2 ** 22 + 1,
  host: hostname(),
  since: "2026-01-01T00:00:00.000Z",
  command: "kinesis-proxy tail",
});

test("one run has a checkpoint, and the next one when it has ended", async () => {
  const folder = await scratch();
  const first = await hold("read.json", folder);
  await expect(hold("read.json", folder)).rejects.toMatchObject({
    message: expect.stringMatching(/^Another run has the checkpoint read\.json: pid \d+ on /),
    hint: expect.stringContaining(`delete ${join(folder, "read.json.lock")}`),
    exitCode: 1,
  });
  await first[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual([]);
  await (await hold("read.json", folder))[Symbol.asyncDispose]();
});

test("the lock of a run that has died is taken over; one that says nothing is told", async () => {
  const folder = await scratch();
  await writeFile(join(folder, "read.json.lock"), deadLock);
  await (await hold("read.json", folder))[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual([]);
  await writeFile(join(folder, "read.json.lock"), "what?");
  await expect(hold("read.json", folder)).rejects.toMatchObject({
    message: expect.stringContaining("read.json.lock is damaged"),
    hint: expect.stringMatching(/^If no other run has read\.json, delete /),
  });
});

test.each([
  ["", '--checkpoint "" names no file.'],
  [".", ". is not a checkpoint of kinesis-proxy: it is a folder."],
  ["new/", "is not the path of a file."],
  ["link", "link is not a checkpoint of kinesis-proxy: it is a link."],
  ["other", "other is not a checkpoint of kinesis-proxy: its text is something else."],
  ["other/read.json", "The checkpoint other/read.json cannot be read: a part of its path is not a folder."],
  ["/dev/null", "/dev/null is not a checkpoint of kinesis-proxy: it is not a plain file."],
])("%j is wrong usage, and nothing is made", async (name, message) => {
  const folder = await scratch();
  await writeFile(join(folder, "other"), "something");
  await symlink(join(folder, "other"), join(folder, "link"));
  await expect(hold(name, folder)).rejects.toMatchObject({ message: expect.stringContaining(message), exitCode: 2 });
  expect(await readdir(folder)).toEqual(["link", "other"]);
});

test.runIf(process.platform === "linux")("a folder that cannot be made is told", async () => {
  await expect(hold("/proc/x/read.json", "/")).rejects.toMatchObject({
    message: "The checkpoint /proc/x/read.json cannot be written: its folder is not there and cannot be made.",
    exitCode: 2,
  });
});

test("an empty file is a new checkpoint, unless a run that was cut off had written it", async () => {
  const folder = await scratch();
  await writeFile(join(folder, "read.json"), "\n");
  const held = await hold("read.json", folder);
  expect(held.before).toBeUndefined();
  await held[Symbol.asyncDispose]();
  await writeFile(join(folder, "read.json.lock"), deadLock);
  for (const _again of [1, 2])
    await expect(hold("read.json", folder)).rejects.toMatchObject({
      message: expect.stringContaining("read.json is empty, though a run that was cut off had written it"),
      exitCode: 2,
    });
});

test("each state is in the file at once; what was not saved is not, also at the end", async () => {
  const folder = await scratch();
  const path = join(folder, "deep", "read.json");
  const saved = async () => (JSON.parse(await readFile(path, "utf8")) as { shards: unknown }).shards;
  const file = await checkpointFile(await hold("deep/read.json", folder), which, begin, now);
  expect(await saved()).toEqual({});
  file.note("a", { type: "after", sequenceNumber: "1" });
  await file.save(now + 10);
  expect(await saved()).toEqual({ a: { after: "1" } });
  file.note("a", { type: "after", sequenceNumber: "2" });
  await file[Symbol.asyncDispose]();
  expect(await saved()).toEqual({ a: { after: "1" } });
  expect(await readdir(join(folder, "deep"))).toEqual(["read.json"]);
});

test("a checkpoint that cannot be written any more ends the run with 1", async () => {
  const folder = await scratch();
  const file = await checkpointFile(await hold("deep/read.json", folder), which, begin, now);
  await rm(join(folder, "deep"), { recursive: true });
  await writeFile(join(folder, "deep"), "");
  file.note("a", "done");
  await expect(file.save(now)).rejects.toMatchObject({
    message: "The checkpoint deep/read.json cannot be written: a part of its path is not a folder.",
    exitCode: 1,
  });
  await file[Symbol.asyncDispose]();
});
