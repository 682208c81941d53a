import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { folderStore } from "../../../src/records/archive/folder-store.ts";

/** In the order of S3: by the bytes of the whole key. */
const keys = ["a-b/1", "a/1", "a/b/1", "a/b/2.gz", "a0", "b/year=2026/1", "é", "😀"];

async function folder() {
  const path = await mkdtemp(join(tmpdir(), "archive-"));
  for (const key of [...keys, ".hidden/1", "a/.hidden"]) {
    await mkdir(dirname(join(path, key)), { recursive: true });
    await writeFile(join(path, key), key);
  }
  return folderStore(path);
}

async function listed(store: ReturnType<typeof folderStore>, prefix: string, after?: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of store.objects(prefix, after)) found.push(key);
  return found;
}

test("files are objects in the order of S3, without what begins with a dot", async () => {
  const store = await folder();
  expect(await listed(store, "")).toEqual(keys);
  expect(await listed(store, "a/")).toEqual(["a/1", "a/b/1", "a/b/2.gz"]);
  expect(await store.folders("")).toEqual(["a-b/", "a/", "b/"]);
});

test("listing begins after any key", async () => {
  const store = await folder();
  for (const after of [...keys, "a/", "a/b/", "a/a", "", "~"])
    expect(await listed(store, "", after)).toEqual(
      keys.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0),
    );
});

test("what ends with .gz is gzip", async () => {
  const store = await folder();
  const [packed, plain] = [await store.open("a/b/2.gz"), await store.open("a0")];
  expect([packed.gzip, plain.gzip]).toEqual([true, false]);
  let text = "";
  for await (const piece of plain.body) text += String(piece);
  for await (const _ of packed.body);
  expect(text).toBe("a0");
});
