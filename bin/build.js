// Builds dist/: the program and the library with what they need of their dependencies, in pieces that are loaded when a command
// asks for them; the library's types; the texts of the dependencies' licenses; and the help as it is shown.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = (...words) => execFileSync(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

// npm prepares the package once more for the first `npx kinesis-proxy` in a clone.
if (process.argv[2] === "--if-stale" && isFresh()) process.exit();

rmSync(join(root, "dist"), { recursive: true, force: true });
node(tsc, "-p", ".", "--emitDeclarationOnly");
const { output } = await build({
  cwd: root,
  input: { main: "src/main.ts", index: "src/index.ts" },
  platform: "node",
  transform: { target: "node20.19" },
  // ES modules first: of a client, only the calls that are made are kept.
  resolve: { mainFields: ["module", "main"] },
  output: { dir: "dist", format: "esm", chunkFileNames: "[name]-[hash].js" },
  logLevel: "warn",
});
writeFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), licenses(output.flatMap(({ moduleIds = [] }) => moduleIds)));
// Last: it says how old the build is.
writeFileSync(join(root, "dist/help.txt"), node("bin/kinesis-proxy.js", "help"));

/** Is the build newer than all that it is made of? */
function isFresh() {
  const built = statSync(join(root, "dist/help.txt"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((path) => `src/${path}`);
  const all = ["src", ...sources, "bin/build.js", "package.json", "package-lock.json", "tsconfig.json"];
  return all.every((path) => statSync(join(root, path)).mtimeMs <= built);
}

/** Name, version and license text of each package among these files. */
function licenses(files) {
  const packages = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  return [...packages].sort().map(licenseOf).join("\n\n");
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copyright)/i.test(file));
  const title = `${name} ${version} (${license})`;
  return [title, "=".repeat(title.length), ...texts.map((file) => readFileSync(join(folder, file), "utf8"))].join("\n");
}
