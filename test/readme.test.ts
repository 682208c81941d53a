import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../src/cli/program.ts";
import { envName } from "../src/settings/flags/names.ts";
import { main } from "../src/main.ts";
import { settingNames } from "../src/settings/table.ts";
import { fakeIo } from "./helpers/fake-io.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const commandsPage = read("docs/commands.md");
const guides = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
/** What users read. */
const forUsers = ["README.md", ...guides.map((file) => `docs/${file}`)];

/** The rows of the only table in this text, cell by cell, without its head. */
function table(text: string): readonly (readonly string[])[] {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => {
    const cells = row.split("|").slice(1, -1);
    return cells.map((cell) => cell.trim());
  });
}

const code = (text: string): string => `\`${text}\``;

async function commandLine(): Promise<Command> {
  return createProgram(await fakeIo(), { version: "0.0.0" }, {}, () => undefined);
}

/** Every command: of a family such as `key`, each of its members. */
function named(program: Command): readonly (readonly [name: string, command: Command])[] {
  return program.commands.flatMap((one) => {
    const members = one.commands.map((member) => [`${one.name()} ${member.name()}`, member] as const);
    return members.length > 0 ? members : [[one.name(), one] as const];
  });
}

/** The long flags that a command takes, those of every command among them. */
function flagsOf(program: Command, command: Command): readonly string[] {
  return [...program.options, ...command.options].flatMap(({ long }) => (long ? [long] : []));
}

function flagsIn(text: string): readonly string[] {
  return text.match(/(?<![\w-])--[a-z][a-z0-9-]*/g) ?? [];
}

/** Is there such a file, and such a heading in it? */
function leads(from: string, to: string): boolean {
  const [path = "", heading] = to.split("#");
  const target = path === "" ? join(root, from) : join(root, from, "..", path);
  if (!existsSync(target)) return false;
  return heading === undefined || anchors(readFileSync(target, "utf8")).includes(heading);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(page: string): readonly string[] {
  const titles = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title.toLowerCase());
  return titles.map((title) => title.replace(/[^\w\s-]/g, "").replaceAll(" ", "-"));
}

describe("README and docs", () => {
  test("list exactly the commands there are", async () => {
    const commands = named(await commandLine()).map(([name]) => code(name));
    const told = table(commandsPage).map(([name]) => name);
    expect([...told].sort()).toEqual(commands.sort());
  });

  test("list the flags that every command takes", async () => {
    const { options } = await commandLine();
    const [told = ""] = commandsPage.split("|");
    const everywhere = options.flatMap(({ long }) => (long && long !== "--version" ? [long] : []));
    expect(flagsIn(told)).toEqual(["--help", ...everywhere]);
  });

  test("give a command no flag that it does not take", async () => {
    const program = await commandLine();
    const lines = forUsers
      .flatMap((file) => read(file).split("\n"))
      .flatMap((line) => {
        const [, name, rest = ""] = /^npx kinesis-proxy ((?:(?:key|preset) )?[a-z-]+)([^#]*)/.exec(line) ?? [];
        return name === undefined ? [] : [[name, rest] as const];
      });
    const rows = table(commandsPage).map(([name = "", told = ""]) => [name.replaceAll("`", ""), told] as const);
    const wrong = [...lines, ...rows].flatMap(([name, told]) => {
      const [, command] = named(program).find(([one]) => one === name) ?? [];
      const known = command === undefined ? [] : flagsOf(program, command);
      return flagsIn(told)
        .filter((flag) => !known.includes(flag))
        .map((flag) => `${name} ${flag}`);
    });
    expect(lines.length).toBeGreaterThan(12);
    expect(wrong).toEqual([]);
  });

  test("spell a variable as the program reads it", () => {
    const variables = forUsers.flatMap((file) => read(file).match(/KINESIS_PROXY_[A-Z_]+/g) ?? []);
    const known = [...settingNames.map(envName), "KINESIS_PROXY_LOCAL_PORT"];
    expect(variables.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("name the prices that the program reckons", async () => {
    const io = await fakeIo();
    const words = ["cost", "--region", "us-east-1", "--events", "10M", "--size", "1.5KB"];
    expect(await main(words, io)).toBe(0);
    const [, costs = ""] = read("README.md").split("## What it costs");
    const named = costs.split("\n## ")[0]?.match(/\$\d+\.\d\d|\d{4}-\d\d-\d\d/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((one) => !io.stdout.text.includes(one))).toEqual([]);
  });

  test("say how to run the tests", () => {
    expect(read("README.md")).toContain("npm ci && npm test");
  });
});

describe.each([...forUsers, "CONTRIBUTING.md", "CHANGELOG.md"])("%s", (file) => {
  const text = read(file);

  test("has no dead relative link", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, to, source]) => to ?? source ?? "",
    );
    const dead = links.filter((to) => !/^[a-z]+:/.test(to) && !leads(file, to));
    expect(dead).toEqual([]);
  });

  test("names only files that are there", () => {
    const named = [...text.matchAll(/`((?:src|test|bin)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
