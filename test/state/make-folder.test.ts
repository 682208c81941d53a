import { stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/state/make-folder.ts";
import { scratch } from "./scratch.ts";

test("makes a folder and those above it, for its owner only; twice is once, and a link to one counts", async () => {
  const root = await scratch();
  const path = join(root, "a", "b", "c");
  await Promise.all([makeFolder(path), makeFolder(path)]);
  for (const one of [path, join(root, "a")]) expect((await stat(one)).mode & 0o777).toBe(0o700);
  await symlink(path, join(root, "link"));
  await makeFolder(join(root, "link", "d"));
  expect((await stat(join(path, "d"))).isDirectory()).toBe(true);
});

test("a file in its place is an error", async () => {
  const root = await scratch();
  await writeFile(join(root, "a"), "");
  await expect(makeFolder(join(root, "a"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(join(root, "a", "b"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

test.runIf(process.platform === "linux")("where none can be made it gives up", async () => {
  await expect(makeFolder("/proc/x/y")).rejects.toMatchObject({ code: "ENOENT" });
});
