import { link, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sweepDrafts, writeAtomic } from "../../src/state/atomic-file.ts";
import { scratch } from "./scratch.ts";

describe("writeAtomic", () => {
  test("makes the file for its owner only, and the folder it lies in", async () => {
    const folder = join(await scratch(), "deep", ".kinesis-proxy");
    const path = join(folder, "orders.json");
    await writeAtomic(path, "one");
    expect(await readFile(path, "utf8")).toBe("one");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readdir(folder)).toEqual(["orders.json"]);
  });

  test("puts a new file in the old one's place, so that nobody sees half of it", async () => {
    const folder = await scratch();
    const path = join(folder, "orders.json");
    await writeFile(path, "old", { mode: 0o644 });
    await link(path, join(folder, "what a reader has open"));
    await writeAtomic(path, "new");
    expect(await readFile(path, "utf8")).toBe("new");
    expect(await readFile(join(folder, "what a reader has open"), "utf8")).toBe("old");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("leaves no draft when the move fails", async () => {
    const folder = await scratch();
    await mkdir(join(folder, "orders.json"));
    await expect(writeAtomic(join(folder, "orders.json"), "text")).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["orders.json"]);
  });

  test("replaces the file that a link names, and keeps the link", async () => {
    const folder = await scratch();
    await mkdir(join(folder, "shared"));
    await writeFile(join(folder, "shared", "real.json"), "old");
    await symlink(join("shared", "real.json"), join(folder, "orders.json"));
    await writeAtomic(join(folder, "orders.json"), "new");
    expect(await readlink(join(folder, "orders.json"))).toBe(join("shared", "real.json"));
    expect(await readFile(join(folder, "shared", "real.json"), "utf8")).toBe("new");
    expect(await readdir(join(folder, "shared"))).toEqual(["real.json"]);
  });

  test.each(["nowhere.json", "orders.json", "."])("refuses a link that leads to %s and makes nothing", async (to) => {
    const folder = await scratch();
    await symlink(to, join(folder, "orders.json"));
    await expect(writeAtomic(join(folder, "orders.json"), "text")).rejects.toThrow("is a link that leads to no file");
    expect(await readdir(folder)).toEqual(["orders.json"]);
  });
});

test("sweepDrafts takes what killed runs left of this file, and nothing else", async () => {
  const folder = await scratch();
  const others = [
    ".orders.json.draft",
    ".orders.json.lock.0123456789ab.draft",
    ".pay.json.0123456789ab.draft",
    "orders.json",
  ];
  for (const name of [...others, ".orders.json.0123456789ab.draft"]) await writeFile(join(folder, name), "");
  await sweepDrafts(join(folder, "orders.json"));
  expect((await readdir(folder)).toSorted()).toEqual(others.toSorted());
});
