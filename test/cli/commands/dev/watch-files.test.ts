import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { watchFiles } from "../../../../src/cli/commands/dev/watch-files.ts";

/** Watches two files; `looks` are what happens before each look, and the last one ends it. */
async function watched(...looks: readonly ((path: (name: string) => string) => Promise<unknown> | void)[]) {
  const folder = await mkdtemp(join(tmpdir(), "kinesis-proxy-watch-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  await writeFile(path("a.json"), "{}");
  const end = new AbortController();
  const left = [...looks];
  const told: string[] = [];
  let paths = [path("a.json"), path("b.json")];
  await watchFiles({
    paths: () => paths,
    clock: {
      now: () => 0,
      async sleep() {
        const next = left.shift();
        if (next === undefined) end.abort();
        else await next(path);
      },
    },
    signal: end.signal,
    async changed(changed) {
      told.push(changed.map((one) => one.slice(folder.length + 1)).join(" "));
      paths = [...paths, path("c.json")];
    },
  });
  return told;
}

const nothing = (): void => undefined;
const write = (name: string, text: string) => (path: (name: string) => string) => writeFile(path(name), text);
const replace = (path: (name: string) => string) =>
  writeFile(path("new"), "{ }").then(() => rename(path("new"), path("a.json")));

test("a file that rests is no change, and several quick saves are one", async () => {
  expect(await watched(nothing, nothing)).toEqual([]);
  const saves = [write("a.json", "{1"), write("a.json", "{12"), write("a.json", "{123}")];
  expect(await watched(...saves, nothing, nothing, nothing)).toEqual(["a.json"]);
});

test("a file that is replaced by another one, made, or removed has changed", async () => {
  expect(await watched(replace, nothing, nothing)).toEqual(["a.json"]);
  expect(await watched(write("b.json", ""), nothing, nothing)).toEqual(["b.json"]);
  expect(await watched((path) => rm(path("a.json")), nothing, nothing)).toEqual(["a.json"]);
});

test("two files that change together are told together", async () => {
  const both = (path: (name: string) => string) => write("a.json", "{1}")(path).then(() => write("b.json", "1")(path));
  expect(await watched(both, nothing, nothing)).toEqual(["a.json b.json"]);
});

test("a change while another one is applied, and one of a file that is named later, count", async () => {
  const looks = [write("a.json", "{1}"), nothing, write("a.json", "{12}"), nothing, nothing];
  expect(await watched(...looks, write("c.json", "1"), nothing)).toEqual(["a.json", "a.json", "c.json"]);
});
