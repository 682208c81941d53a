import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const settings =
  "--ignoreConfig --noCheck --target es2023 --module nodenext --rewriteRelativeImportExtensions --types node";

/** For tests with processes of their own: compiles `source` and what it imports, once for the file, and runs scripts that import it as `room`. */
export function compiled(source: string): { start(script: string): ChildProcessWithoutNullStreams } {
  let folder = "";
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "kinesis-proxy-compiled-")));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const to = ["--rootDir", join(root, "src"), "--outDir", folder];
    execFileSync(process.execPath, [tsc, join(root, "src", source), ...settings.split(" "), ...to], { cwd: root });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    start(script) {
      const url = pathToFileURL(join(folder, source.replace(/\.ts$/, ".js"))).href;
      const text = `import * as room from ${JSON.stringify(url)};\n${script}`;
      return spawn(process.execPath, ["--input-type=module", "--eval", text], { cwd: folder });
    },
  };
}
