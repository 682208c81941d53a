import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startLocal, type Local } from "../../../../../src/local/index.ts";
import { made } from "../compared.ts";
import { everything, exported, proxies } from "../exported.ts";
import { pairsOf } from "./read-template.ts";

let local: Local;

beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local.close());

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const cases = Object.entries({ everything, ...proxies });
const secrets = { HandshakeToken: "shake-secret", FirehoseKey: "fire-secret" };

test.each(cases.filter(([name]) => long || name === "everything"))(
  "field by field, what the template of %s asks for is what up makes",
  async (title, words) => {
    const named = [...words, "--name", title.replaceAll(" ", "-")];
    await made(local, named);
    for (const { name, asked, actual } of await pairsOf(await exported("cloudformation", ...named), secrets, local))
      expect.soft(actual, name).toEqual(asked);
  },
  60_000,
);

test.runIf(long && spawnSync("cfn-lint", ["--version"]).status === 0).each(cases)(
  "cfn-lint finds nothing in the template of %s",
  async (_, words) => {
    const folder = await mkdtemp(join(tmpdir(), "kinesis-proxy-cfn-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, "template.yaml");
    await writeFile(file, await exported("cloudformation", ...words));
    const failed = (error: { stdout: string; stderr: string }) => error;
    const { stdout, stderr } = await promisify(execFile)("cfn-lint", [file]).catch(failed);
    expect(stdout + stderr).toBe("");
  },
  300_000,
);
