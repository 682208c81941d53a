import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { bare, desk } from "./cli.ts";
import { post, recordsOf, world } from "./world.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

async function scratch(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "kinesis-proxy-packed-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Packs what `npm publish` would send: its path, and the files in it. */
async function pack(into: string): Promise<{ readonly tarball: string; readonly files: readonly string[] }> {
  // Without scripts: dist/ is built already, and other tests are using it.
  const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", into];
  const { stdout } = await execute("npm", words, { cwd: root, shell: process.platform === "win32" });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: readonly { path: string }[] }];
  return { tarball: join(into, filename), files: files.map(({ path }) => path) };
}

/** Installs the tarball as npm does, but with the dependencies of this folder instead of the registry's: those that
 * the package declares for its users, and no others. Gives the package's folder. */
async function install(tarball: string, at: string): Promise<string> {
  const modules = join(at, "node_modules");
  const home = join(modules, "kinesis-proxy");
  await mkdir(home, { recursive: true });
  await execute("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"]);
  for (const name of Object.keys((await manifestIn(home)).dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(modules, name), "junction");
  }
  return home;
}

async function manifestIn(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

test("the package holds what its users need and nothing else", async () => {
  const { files } = await pack(await scratch());
  const tops = new Set(files.map((path) => path.split("/")[0]));
  const documents = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md"];
  expect([...tops].toSorted()).toEqual([...documents, "bin", "dist", "docs", "package.json", "schema"]);
  expect(files.filter((path) => /\.test\.|\.map$|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  expect(files.filter((path) => path.startsWith("bin/"))).toEqual(["bin/kinesis-proxy.js"]);
  const licenses = await readFile(join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const name of ["@aws-sdk/client-iam", "@smithy/core", "commander", "ora"])
    expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.`, "m"));
});

test("unpacked elsewhere it runs: --version, up against a local AWS, and startLocal for programs", async () => {
  const folder = await scratch();
  const home = await install((await pack(folder)).tarball, folder);
  const { version, bin } = await manifestIn(home);
  const { local, clients } = await world();
  const env = { ...bare(folder), KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const at = desk(folder, env, join(home, bin["kinesis-proxy"] ?? ""));
  expect(await at.run("--version")).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });

  const { url = "" } = await at.json("up", "--local");
  expect((await post(url, '{"packed":true}')).status).toBe(200);
  expect((await recordsOf(clients)).map(String)).toEqual(['{"packed":true}']);

  const code = `import { startLocal } from "kinesis-proxy";
    const local = await startLocal();
    console.log(local.url);
    await local.close();`;
  const { stdout } = await execute(process.execPath, ["--input-type=module", "-e", code], { cwd: folder, env });
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
});

test("installed from git without npm's scripts, it says that it is not built, and what to do", async () => {
  const folder = await scratch();
  await cp(join(root, "bin/kinesis-proxy.js"), join(folder, "bin/kinesis-proxy.js"));
  await cp(join(root, "package.json"), join(folder, "package.json"));
  const ended = await desk(folder, bare(folder), join(folder, "bin/kinesis-proxy.js")).run("--version");
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toMatch(/^error: kinesis-proxy is not built\.\nhint:  .*"npm ci".*\n$/);
});
