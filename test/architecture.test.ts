import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { offered } from "../src/local/services.ts";

const root = join(import.meta.dirname, "..", "src");
const files: readonly string[] = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => path.replaceAll("\\", "/"))
  .sort();

/** Which rooms, packages and parts of Node each room may import. `type x`: its types only. Longest prefix counts. */
const rules: Readonly<Record<string, readonly string[]>> = {
  engine: ["engine", "type @aws-sdk"],
  "engine/clock.ts": ["engine", "node:timers/promises"],
  steps: ["engine", "aws", "mapping", "steps", "type settings", "@aws-sdk", "node:crypto"],
  settings: ["engine", "mapping", "settings", "node:", "ipaddr.js"],
  mapping: ["mapping"],
  aws: ["engine", "aws", "@aws-sdk", "@smithy", "node:crypto", "node:http", "node:https", "node:net"],
  "aws/http/short-body.ts": ["node:stream"],
  "aws/http/outward.ts": ["engine", "aws", "@smithy", "type node:http", "dynamic https-proxy-agent"],
  state: ["engine", "state", "node:"],
  report: ["engine", "report", "node:"],
  "report/spinner-reporter.ts": ["engine", "report", "ora"],
  "report/record/fold.ts": ["string-width"],
  records: ["engine", "aws", "records", "@aws-sdk", "node:", "@jmespath-community/jmespath", "re2js"],
  watch: ["engine", "aws", "mapping", "watch", "@aws-sdk"],
  cli: [
    "engine",
    "settings",
    "aws",
    "steps",
    "mapping",
    "state",
    "records",
    "watch",
    "report",
    "cli",
    "node:",
    "ipaddr.js",
  ],
  "cli/program.ts": ["settings", "report", "cli", "commander"],
  "cli/session/check-schema.ts": ["engine", "settings", "dynamic local"],
  "cli/session/check-template.ts": ["engine", "settings", "cli", "dynamic local"],
  "cli/commands/render/run-render.ts": [
    "engine",
    "settings",
    "aws",
    "steps",
    "mapping",
    "records",
    "report",
    "cli",
    "dynamic local",
  ],
  "cli/commands/local/advice.ts": ["engine", "mapping", "settings", "type local"],
  "cli/commands/local/page-options.ts": [
    "mapping",
    "settings",
    "aws",
    "report",
    "cli",
    "type local",
    "dynamic records",
  ],
  "cli/commands/export/write-yaml.ts": ["yaml"],
  "cli/commands/init/run-init.ts": ["engine", "settings", "state", "report", "cli", "version.ts", "node:"],
  "cli/commands/dev": ["engine", "settings", "aws", "steps", "state", "report", "cli", "node:", "type local"],
  "cli/commands/local/request-event.ts": ["engine", "report", "type local"],
  "cli/commands/local/run-local.ts": ["engine", "report", "cli", "type local"],
  "cli/commands/doctor/checks/version.ts": ["cli", "version.ts"],
  "cli/commands/local/request-line.ts": ["mapping", "report", "type local"],
  "cli/commands/local/serve-local.ts": [
    "engine",
    "settings",
    "report",
    "cli",
    "type local",
    "dynamic local",
    "node:v8",
  ],
  local: ["local", "node:", "type @aws-sdk", "re2js"],
  // Pure, and the one place that knows the format.
  "local/firehose/delivery/sub-records.ts": ["records/decode/split-aggregate.ts"],
  // Pure, and the one place that explains refusals.
  "local/requests/refused-by-gateway.ts": ["local", "mapping/response/gateway-refusals.ts"],
  // What runs in the browser: it knows the page's API by its types, and nothing of Node.js.
  "local/page/app": ["local/page/app", "preact", "type local/page/api.ts"],
  // The engines of the local AWS know none of its services.
  "local/velocity": ["local/velocity", "local/memoize.ts", "local/time-limit.ts", "node:"],
  "local/policy": ["local/policy", "node:net"],
  "local/json-schema": ["local/json-schema", "local/memoize.ts", "local/time-limit.ts", "re2js"],
  "local/s3/xml/read-xml.ts": ["local", "fast-xml-parser"],
  "local/apigateway/openapi/read-yaml.ts": ["local", "dynamic yaml"],
  "local/apigateway/openapi/write-yaml.ts": ["dynamic yaml"],
  "local/shape/double.ts": ["local/velocity/values/print-double.ts"],
  "local/shape": ["local/shape", "local/fault.ts"],
  "local/protocols": [
    "local/protocols",
    "local/shape",
    "local/fault.ts",
    "local/policy/denial.ts",
    "type local/account/scope.ts",
    "type local/http/wire.ts",
    "node:",
  ],
  "main.ts": ["cli", "engine", "report", "node:fs", "commander"],
  "version.ts": ["node:fs"],
  "cli/command-line.ts": ["engine", "settings", "report", "cli", "version.ts", "commander"],
  "local/http/front-door.ts": ["local", "version.ts"],
  "index.ts": ["engine", "cli", "local"],
};

/** Each service of the local AWS; they meet in the account and import none of each other. */
const services: readonly string[] = offered;

/** What reaches beyond its room, and the only files that may. */
const globals: readonly { readonly what: string; readonly pattern: RegExp; readonly allowed: readonly string[] }[] = [
  {
    what: "the process: its arguments, streams, environment, folder and end",
    pattern: /\bprocess\.(exit|argv|std\w+|env|cwd|on)\b/,
    allowed: [],
  },
  { what: "console", pattern: /\bconsole\s*\./, allowed: [] },
  {
    what: "whether it is a terminal",
    pattern: /\bisTTY\b/,
    allowed: ["report/", "cli/terminal/confirm.ts"],
  },
  { what: "colours", pattern: /\bstyleText\b|\\u001b\[|\\x1b\[/, allowed: ["report/"] },
  {
    what: "timers",
    pattern: /\bset(Timeout|Interval)\b/,
    allowed: ["engine/clock.ts", "local/account/clock.ts", "local/page/app/"],
  },
  {
    what: "the time of day",
    pattern: /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/,
    allowed: ["engine/clock.ts", "local/account/clock.ts", "local/http/router.ts", "local/velocity/budget.ts"],
  },
  { what: "new clients", pattern: /\bnew \w*Client\(/, allowed: ["aws/create-clients.ts"] },
];

interface Import {
  readonly from: string;
  readonly kind: "static" | "type" | "dynamic";
}

/** The source without comments, its strings intact. */
function withoutComments(source: string): string {
  const token = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`)|\/\*[^]*?\*\/|(?<![:\\])\/\/[^\n]*/g;
  return source.replace(token, (all, text: string | undefined) => (text === undefined ? " " : all));
}

/** Everything that a source imports or exports on: static, over several lines, bare, dynamic, and types only. */
function importsOf(source: string): readonly Import[] {
  const code = withoutComments(source);
  const found: Import[] = [];
  const clause = /^[ \t]*(?:import|export)\s+(type\s)?(?:\s*([\w$*\s,{}]+?)\s*from\s*)?["']([^"']+)["']/gm;
  for (const [, type, names = "", from = ""] of code.matchAll(clause)) {
    const list =
      /\{([^}]*)\}/
        .exec(names)?.[1]
        ?.split(",")
        .filter((name) => name.trim() !== "") ?? [];
    const onlyTypes =
      type !== undefined ||
      (list.length > 0 && /^\{[^}]*\}$/.test(names.trim()) && list.every((name) => /^\s*type\s/.test(name)));
    found.push({ from, kind: onlyTypes ? "type" : "static" });
  }
  for (const [all, from = ""] of code.matchAll(/(?:\btypeof\s+)?\bimport\(\s*["'`]([^"'`]+)["'`]/g))
    found.push({ from, kind: all.startsWith("typeof") ? "type" : "dynamic" });
  return found;
}

/** What an import means: a file of ours as its path below src, or the package's or part of Node's name. */
function target(file: string, from: string): string {
  return from.startsWith(".") ? normalize(join(dirname(file), from)).replaceAll("\\", "/") : from;
}

function ruleFor(file: string): readonly string[] {
  const prefixes = Object.keys(rules).filter((prefix) => file === prefix || file.startsWith(`${prefix}/`));
  const longest = prefixes.sort((one, other) => other.length - one.length)[0];
  return longest === undefined ? [] : rules[longest]!;
}

function forbidden(file: string, source: string): readonly string[] {
  const allowed = ruleFor(file);
  return importsOf(source)
    .filter(({ from, kind }) => {
      const to = target(file, from);
      return !allowed.some((rule) => {
        const [name = "", only] = rule.split(" ").reverse();
        return (only === undefined || only === kind) && fits(to, name);
      });
    })
    .map(({ from, kind }) => `${kind} import of ${from}`);
}

function beyond(file: string, source: string): readonly string[] {
  const code = withoutComments(source);
  return globals
    .filter(({ pattern, allowed }) => pattern.test(code) && !allowed.some((prefix) => file.startsWith(prefix)))
    .map(({ what }) => `uses ${what}`);
}

function misshapen(file: string, source: string): readonly string[] {
  const name = basename(file).replace(/\.tsx?$/, "");
  // `$util` is AWS's own word, in mapping templates.
  const vague =
    file === "local/velocity/aws/util.ts" ? false : /^(utils?|helpers?|common|types|misc|shared)$/.test(name);
  return [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : ["a name that is not kebab-case"]),
    ...(vague ? ["a name that says nothing"] : []),
    // A table is data.
    ...(source.split("\n").length > 201 && file !== "settings/table.ts" ? ["more than 200 lines"] : []),
  ];
}

function fits(to: string, name: string): boolean {
  if (name === "node:") return to.startsWith(name);
  return to === name || to.startsWith(`${name}/`);
}

test.each(files)("%s keeps to the rules of its room", (file) => {
  const source = readFileSync(join(root, file), "utf8");
  expect([...forbidden(file, source), ...beyond(file, source), ...misshapen(file, source)]).toEqual([]);
});

test("every file is in a room that has a rule", () => {
  expect(files.length).toBeGreaterThan(80);
  const rooms = new Set(files.map((file) => file.split("/")[0]!));
  expect([...rooms].filter((room) => rules[room] === undefined)).toEqual([]);
});

test("what runs in the browser is imported by nothing else, and nothing else is JSX", () => {
  const inNode = files.filter((file) => !file.startsWith("local/page/app/"));
  const found = inNode.filter(
    (file) =>
      file.endsWith(".tsx") ||
      importsOf(readFileSync(join(root, file), "utf8")).some(({ from }) =>
        target(file, from).startsWith("local/page/app"),
      ),
  );
  expect(found).toEqual([]);
});

/** The file of each step, as the list of steps imports it. */
const stepFiles = importsOf(readFileSync(join(root, "steps/index.ts"), "utf8"))
  .map(({ from }) => target("steps/index.ts", from))
  .filter((path) => path.startsWith("steps/"));

/** Lists of steps, which use none of them. */
const listsOfSteps = ["steps/index.ts", "steps/route/called-routes.ts"];

test.each(files.filter((file) => file.startsWith("steps/") && !listsOfSteps.includes(file)))(
  "%s uses other steps only to say what it needs",
  (file) => {
    const code = withoutComments(readFileSync(join(root, file), "utf8"));
    const folder = dirname(file);
    const others = importsOf(code).map(({ from }) => target(file, from));
    for (const step of others.filter((path) => stepFiles.includes(path))) {
      const name = basename(step, ".ts");
      const uses =
        code.replace(/^import[^;]*;/gm, "").match(new RegExp(`(?<![.\\w"/])${name}\\b(?!:)(?!["/])`, "g")) ?? [];
      const needs = code.match(new RegExp(`(need\\(\\w+, |(known|state)\\.get\\()${name}\\)`, "g")) ?? [];
      expect(`${name} ${uses.length}`).toBe(`${name} ${needs.length}`);
    }
    // What several steps use lies beside their folders.
    const folders = new Set(stepFiles.map((path) => dirname(path)).filter((path) => path !== "steps"));
    const strangers = others.filter(
      (path) => !stepFiles.includes(path) && folders.has(dirname(path)) && dirname(path) !== folder,
    );
    expect(strangers).toEqual([]);
  },
);

/** The files that are left when those that import none of the others, or are imported by none, are taken away again and again: the
 * circles, and what lies between two of them. Types count too; what is loaded later does not. */
function circles(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  let left = [...imports.keys()];
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const imported = new Set(left.flatMap((file) => imports.get(file) ?? []));
    left = left.filter((file) => imported.has(file) && imports.get(file)!.some((other) => left.includes(other)));
  }
  return left;
}

test("no file imports itself through others", () => {
  const imports = files.map((file) => {
    const found = importsOf(readFileSync(join(root, file), "utf8")).filter(({ kind }) => kind !== "dynamic");
    return [file, found.map(({ from }) => target(file, from))] as const;
  });
  expect(circles(new Map(imports))).toEqual([]);
});

/** Folders that list what is of one kind: commands, services, operations. */
const lists = [/^cli\/commands$/, /^local$/, /^local\/\w+\/operations$/];

test("no folder holds more than 20 files and folders", () => {
  const entries = new Map<string, Set<string>>();
  for (const file of files)
    for (let path = file; path !== "."; path = dirname(path))
      entries.set(dirname(path), (entries.get(dirname(path)) ?? new Set()).add(path));
  const full = [...entries].filter(([folder, { size }]) => size > 20 && !lists.some((list) => list.test(folder)));
  expect(full.map(([folder, { size }]) => `${folder}: ${size}`)).toEqual([]);
});

/** Tests of the whole program, and of what several files of a folder do together. */
const ofMany: readonly RegExp[] = [
  /^(docs|journeys|bench|page|helpers)\/|^(architecture|readme)$/,
  /^cli\/(bad-input|every-flag-wrong|exit-codes|help|hostile-folder|slow-output)$/,
  /^state\/(full-disk|no-hard-links|permissions|lock\/lock-processes)$/,
  /^steps\/emulators$/,
  /^local\/apigateway\/(errors|tutorial)$/,
  /^local\/kinesis\/(oracle|properties|records|resharding|shards|streams)$/,
  /^local\/(protocols\/names|pages|recorded|velocity\/corpus)$/,
];

test("a test stands at the path of what it tests", () => {
  const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => path.replaceAll("\\", "/").replace(/\.test\.ts$/, ""));
  const places = new Set(files.map((file) => file.replace(/\.tsx?$/, "")));
  expect(tests.filter((path) => !ofMany.some((one) => one.test(path)) && !places.has(path))).toEqual([]);
});

// Files share a worker, and with it the classes of the SDK.
test("a test mocks a client of its own, and not a class", () => {
  const mocking = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => /mockClient\([A-Z]/.test(readFileSync(join(import.meta.dirname, path), "utf8")));
  expect(mocking).toEqual([]);
});

test.each(files.filter((file) => services.some((service) => file.startsWith(`local/${service}/`))))(
  "%s imports no other service",
  (file) => {
    const own = file.split("/")[1];
    const others = importsOf(readFileSync(join(root, file), "utf8"))
      .map(({ from }) => target(file, from))
      .filter((to) => services.some((service) => service !== own && to.startsWith(`local/${service}/`)));
    expect(others).toEqual([]);
  },
);

describe("the check itself sees", () => {
  test.each([
    ["a static import", 'import { up } from "../cli/up.ts";'],
    ["one over several lines", 'import {\n  up, // all\n  down,\n} from "../cli/up.ts";'],
    ["a bare one", 'import "../cli/up.ts";'],
    ["a dynamic one", 'const { up } = await import("../cli/up.ts");'],
    ["one that goes on", 'export { up } from "../cli/up.ts";\nexport * from "../cli/up.ts";'],
    ["types of a room", 'import type { Up } from "../cli/up.ts";'],
    ["code of the SDK", 'import { KinesisClient } from "@aws-sdk/client-kinesis";'],
    ["code of the SDK among types", 'import { type A, KinesisClient } from "@aws-sdk/client-kinesis";'],
    ["the file system", 'import { readFile } from "node:fs/promises";'],
  ])("%s", (_, source) => {
    expect(forbidden("engine/example.ts", source).length).toBeGreaterThan(0);
  });

  test.each([
    ["engine/run/up.ts", "process.exit(1)", "uses the process: its arguments, streams, environment, folder and end"],
    ["steps/api/api.ts", "const now = Date.now();", "uses the time of day"],
    ["cli/session.ts", "new KinesisClient({})", "uses new clients"],
    ["cli/session.ts", "if (io.stdout.isTTY) console.log(1)", "uses console"],
  ])("in %s: %s", (file, source, what) => {
    expect(beyond(file, source)).toContain(what);
    expect(beyond(file, `// ${source}`)).toEqual([]);
  });

  test.each(["utils.ts", "helpers.ts", "common.ts", "types.ts", "cli/util.ts", "runAll.ts"])("%s", (file) => {
    expect(misshapen(file, "")).toHaveLength(1);
    expect(misshapen("engine/run/up.ts", "\n".repeat(201))).toHaveLength(1);
  });

  test.each([
    ["types of the SDK", 'import type { KinesisClient } from "@aws-sdk/client-kinesis";'],
    ["types among braces", 'import { type A, type B } from "@aws-sdk/client-kinesis";'],
    ["comments", '/* import "../cli/up.ts"; */\n// import "../cli/up.ts";'],
    ["its own room", 'import { poll } from "./poll.ts";'],
  ])("nothing wrong with %s", (_, source) => {
    expect(forbidden("engine/example.ts", source)).toEqual([]);
  });

  test("circles, of two files and of more", () => {
    const tree = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", []],
    ]);
    expect(circles(tree)).toEqual([]);
    expect(circles(new Map([...tree, ["c", ["b"]]]))).toEqual(["b", "c"]);
    expect(circles(new Map([...tree, ["c", ["a"]]]))).toEqual(["a", "b", "c"]);
  });

  test("the local AWS loaded by whoever loads the command line", () => {
    expect(forbidden("cli/session.ts", 'import { startLocal } from "../local/index.ts";')).toHaveLength(1);
    expect(
      forbidden("cli/commands/local/serve-local.ts", 'import { startLocal } from "../../../local/index.ts";'),
    ).toHaveLength(1);
    expect(forbidden("cli/commands/local/serve-local.ts", 'await import("../../../local/index.ts")')).toEqual([]);
  });
});
