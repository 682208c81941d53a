import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../src/cli/program.ts";
import { envName, flagName } from "../src/settings/flags/names.ts";
import { placeTable } from "../src/settings/place-table.ts";
import { entries, settingNames } from "../src/settings/table.ts";
import { proxy } from "../src/steps/index.ts";
import { fakeIo } from "./helpers/fake-io.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** What stands under a heading, up to the next. */
function section(title: string): string {
  const [, text = ""] = readme.split(`\n## ${title}\n`);
  return text.split("\n## ")[0] ?? "";
}

/** The rows of the only table in this text, cell by cell, without its head. */
function table(text: string): readonly (readonly string[])[] {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => {
    const cells = row.split("|").slice(1, -1);
    return cells.map((cell) => cell.trim());
  });
}

const code = (text: string): string => `\`${text}\``;

/** Name, flag, meaning and default of each setting. */
function settingRows(): readonly (readonly string[])[] {
  const place = Object.entries(placeTable).map(([name, { flag }]) => ({
    name,
    flag: `${flagName(name)} ${flag.value}`,
    help: flag.text,
    usually: "",
  }));
  const settings = settingNames.map((name) => {
    const { argument, help, usually = "" } = entries[name];
    return { name, flag: [flagName(name), argument].filter(Boolean).join(" "), help, usually };
  });
  return [...settings, ...place].map(({ name, flag, help, usually }) => [
    code(name),
    code(flag),
    help.replaceAll("*", "\\*"),
    usually,
  ]);
}

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

describe("the README", () => {
  test("lists each step's IAM actions as the step itself does", () => {
    const rows = proxy.map(({ name, command, actions }) => [code(name), code(command), actions.map(code).join(", ")]);
    expect(table(section("Permissions"))).toEqual(rows);
  });

  test("lists exactly the commands there are", async () => {
    const commands = named(await commandLine()).map(([name]) => code(name));
    const told = table(section("Commands")).map(([name]) => name);
    expect([...told].sort()).toEqual(commands.sort());
  });

  test("lists the flags that every command takes", async () => {
    const { options } = await commandLine();
    const [told = ""] = section("Commands").split("|");
    const everywhere = options.flatMap(({ long }) => (long && long !== "--version" ? [long] : []));
    expect(flagsIn(told)).toEqual(["--help", ...everywhere]);
  });

  test("gives a command no flag that it does not take", async () => {
    const program = await commandLine();
    const lines = readme.split("\n").flatMap((line) => {
      const [, name, rest = ""] = /^npx kinesis-proxy ((?:(?:key|preset) )?[a-z-]+)([^#]*)/.exec(line) ?? [];
      return name === undefined ? [] : [[name, rest] as const];
    });
    const rows = table(section("Commands")).map(([name = "", told = ""]) => [name.replaceAll("`", ""), told] as const);
    const wrong = [...lines, ...rows].flatMap(([name, told]) => {
      const [, command] = named(program).find(([one]) => one === name) ?? [];
      const known = command === undefined ? [] : flagsOf(program, command);
      return flagsIn(told)
        .filter((flag) => !known.includes(flag))
        .map((flag) => `${name} ${flag}`);
    });
    expect(lines.length).toBeGreaterThan(4);
    expect(wrong).toEqual([]);
  });

  test("lists each setting as the table of settings has it", () => {
    expect(table(section("Settings"))).toEqual(settingRows());
  });

  test("spells a variable as the program reads it", () => {
    const variables = section("Settings").match(/KINESIS_PROXY_[A-Z_]+/g) ?? [];
    const known = [...settingNames.map(envName), "KINESIS_PROXY_LOCAL_PORT"];
    expect(variables.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("says how to run the tests", () => {
    expect(readme).toContain("npm ci && npm test");
  });
});

describe.each(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])("%s", (file) => {
  const text = readFileSync(join(root, file), "utf8");

  test("has no dead relative link", () => {
    const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, to = ""]) => to);
    const relative = links.filter((to) => !/^[a-z]+:/.test(to));
    expect(relative.filter((to) => !existsSync(join(root, to)))).toEqual([]);
  });

  test("names only files that are there", () => {
    const named = [...text.matchAll(/`((?:src|test|bin)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
