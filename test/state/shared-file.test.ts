import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeShared } from "../../src/state/shared-file.ts";
import { scratch } from "./scratch.ts";

test("has the modes of all files of this user, since others are to read it", async () => {
  const folder = await scratch();
  await writeFile(join(folder, "usual"), "");
  await writeShared(join(folder, "main.tf"), "main.tf", "text");
  expect(await readFile(join(folder, "main.tf"), "utf8")).toBe("text");
  const modeOf = async (name: string): Promise<number> => (await stat(join(folder, name))).mode & 0o777;
  expect(await modeOf("main.tf")).toBe(await modeOf("usual"));
  await mkdir(join(folder, "usual-folder"));
  await writeShared(join(folder, "new", "main.tf"), "new/main.tf", "text");
  expect(await modeOf("new")).toBe(await modeOf("usual-folder"));
});

test("where it cannot be written, it says so in the words of who asked", async () => {
  const folder = await scratch();
  await writeFile(join(folder, "a-file"), "");
  await expect(writeShared(join(folder, "a-file", "main.tf"), "a-file/main.tf", "text")).rejects.toMatchObject({
    message: "a-file/main.tf cannot be written: a part of its path is not a folder.",
    exitCode: 2,
  });
});
