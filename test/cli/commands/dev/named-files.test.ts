import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { namedFiles } from "../../../../src/cli/commands/dev/named-files.ts";

async function filesOf(file: string | undefined, flags = {}, env = {}): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), "kinesis-proxy-named-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(join(cwd, "event.json"), "{}");
  await writeFile(join(cwd, "answer.vtl"), "{}");
  if (file !== undefined) await writeFile(join(cwd, "kinesis-proxy.json"), file);
  return [...namedFiles({ cwd, env }, flags)].map((path) => path.slice(cwd.length + 1));
}

test.each<[string, string | undefined, Record<string, string>, Record<string, string>, string[]]>([
  ["the settings file, there or not", undefined, {}, {}, []],
  ["what it names", '{"schema":"event.json","respond":"@answer.vtl"}', {}, {}, ["event.json", "answer.vtl"]],
  ["what flags name", "{}", { respond: "@answer.vtl" }, {}, ["answer.vtl"]],
  ["what variables name", "{}", {}, { KINESIS_PROXY_SCHEMA: "event.json" }, ["event.json"]],
  ["a file that is missing", '{"schema":"none.json"}', {}, {}, ["none.json"]],
  ["no schema that is written out", "{}", { schema: '{"type":"object"}' }, {}, []],
  ["nothing of a broken settings file", "{", { schema: "event.json" }, {}, []],
])("%s", async (_, file, flags, env, more) => {
  const found = await filesOf(file, flags, env);
  expect([...found].sort()).toEqual(["kinesis-proxy.json", ...more].sort());
});
