// Builds dist/: the program and the library with what they need of their dependencies, in pieces that are loaded when a command
// asks for them; the library's types; the texts of the dependencies' licenses; and the help as it is shown.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { buildPage } from "./build-page.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = (...words) => execFileSync(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

// What is loaded together lies together: in many small files it takes longer. The first that needs a file has it.
const chunks = [
  { name: "start", files: ["src/main.ts"] },
  { name: "command-line", files: ["src/cli/command-line.ts"] },
  {
    name: "session",
    files: [
      "src/cli/run-command.ts",
      "src/cli/session/look-ahead.ts",
      "src/cli/widening/widening.ts",
      "src/cli/commands/up/run-up.ts",
    ],
  },
];

// What the dependencies ask Node.js for at once, and need late or never: HTTP/2 takes 12 ms of every run, child processes 4, and
// `node:process` opens stdin.
const lateModules = {
  "node:http2": `
    const http2 = () => process.getBuiltinModule("node:http2");
    const constants = new Proxy({}, { get: (_, name) => http2().constants[name] });
    export default new Proxy({ constants }, { get: (own, name) => own[name] ?? http2()[name] });`,
  "node:child_process": `module.exports = new Proxy({}, { get: (_, name) => process.getBuiltinModule("node:child_process")[name] });`,
  "node:process": "module.exports = globalThis.process;",
};
const late = {
  name: "late",
  resolveId: (id, importer = "") =>
    Object.hasOwn(lateModules, id) && importer.includes("node_modules") ? `\0late:${id}` : null,
  load: (id) => (id.startsWith("\0late:") ? { code: lateModules[id.slice("\0late:".length)], moduleType: "js" } : null),
};

// To import a module of Node.js' own is to read each of its members, which loads more of Node.js.
const builtins = {
  name: "builtins",
  renderChunk: (code) =>
    code.replace(
      /^import (?:\* as )?(?:(\w+)(?:, )?)?(?:\{(.+)\})? from "(node:[\w/]+)";$/gm,
      (_, whole, names = "", id) => {
        const got = `process.getBuiltinModule("${id}")`;
        return [whole, names && `{${names.replaceAll(" as ", ": ")}}`]
          .filter(Boolean)
          .map((name) => `const ${name} = ${got};`)
          .join(" ");
      },
    ),
};

// npm prepares the package once more for the first `npx kinesis-proxy` in a clone.
if (process.argv[2] === "--if-stale" && isFresh()) process.exit();

rmSync(join(root, "dist"), { recursive: true, force: true });
node(tsc, "-p", ".", "--emitDeclarationOnly");
const { output } = await build({
  cwd: root,
  input: { main: "src/main.ts", index: "src/index.ts" },
  platform: "node",
  plugins: [late, builtins],
  transform: { target: "node20.19" },
  // ES modules first: of a client, only the calls that are made are kept.
  resolve: { mainFields: ["module", "main"] },
  output: {
    dir: "dist",
    format: "esm",
    chunkFileNames: "[name]-[hash].js",
    // Node.js reads ASCII faster.
    charset: "ascii",
    comments: { legal: true, annotation: true, jsdoc: false },
    // A group takes along all that its files import: what `--help` loads must be out of reach before.
    codeSplitting: {
      groups: [
        { name: (file, graph) => (chunkOf(file, graph) === "start" ? "start" : null), debugName: "start", priority: 1 },
        { name: chunkOf, debugName: "chunk" },
      ],
    },
  },
  logLevel: "warn",
});
const all = [...output, ...(await buildPage(root))];
writeFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), licenses(all.flatMap(({ moduleIds = [] }) => moduleIds)));
// Last: it says how old the build is.
writeFileSync(join(root, "dist/help.txt"), node("bin/kinesis-proxy.js", "help"));

/** The name of the chunk that a file belongs to; null for one of its own, or with what it is loaded with. */
function chunkOf(file, graph) {
  for (const chunk of chunks) if ((chunk.loads ??= loadedBy(chunk.files, graph)).has(file)) return chunk.name;
  return null;
}

/** These files and all that they import, but for what they load later. */
function loadedBy(files, graph) {
  const found = new Set(files.map((file) => join(root, file)));
  for (const file of found) for (const other of graph.getModuleInfo(file)?.importedIds ?? []) found.add(other);
  return found;
}

/** Is the build newer than all that it is made of? */
function isFresh() {
  const built = statSync(join(root, "dist/help.txt"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((path) => `src/${path}`);
  const all = [
    "src",
    ...sources,
    "bin/build.js",
    "bin/build-page.js",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ];
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
