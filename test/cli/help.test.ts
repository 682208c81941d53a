import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands, createProgram } from "../../src/cli/program.ts";
import { main } from "../../src/main.ts";
import { fakeIo } from "../helpers/fake-io.ts";

test("the help that the build wrote down is the help of today", async () => {
  const io = await fakeIo();
  expect(await main(["help"], io)).toBe(0);
  expect(readFileSync("dist/help.txt", "utf8")).toBe(io.stdout.text);
});

test("--help loads a few kilobytes, and not the command line", () => {
  const main = readFileSync("dist/main.js", "utf8");
  const loaded = [...main.matchAll(/from "\.\/([^"]+)"/g)].map(([, file = ""]) => readFileSync(`dist/${file}`, "utf8"));
  expect([main, ...loaded].join("").length).toBeLessThan(10_000);
});

const all = Object.values(commands).flat();
const names = [...all.map(({ name }) => name), ""];

async function helpOf(command: string, columns: number | undefined): Promise<string> {
  const io = await fakeIo();
  const stdout = { ...io.stdout, columns };
  let text = "";
  stdout.write = (chunk) => ((text += String(chunk)), true);
  expect(await main(command === "" ? ["--help"] : [...command.split(" "), "--help"], { ...io, stdout })).toBe(0);
  return text;
}

describe.each(names)("the help of %s", (command) => {
  test.each([undefined, 80, 60])("fits %s columns, has examples, and the global flags in short", async (columns) => {
    const text = await helpOf(command, columns);
    expect(text.split("\n").filter((line) => line.length > (columns ?? 80))).toEqual([]);
    if (command === "") return;
    expect(text).toContain("Examples:\n  kinesis-proxy ");
    expect(text).not.toContain("--endpoint-url <url>");
    expect(text.replace(/\s+/g, " ")).toContain('--yes --version; see "kinesis-proxy help".');
  });
});

test.each(all)("the examples of $name are its own, and parse", async ({ name, examples }) => {
  expect(examples.length).toBeGreaterThan(0);
  for (const one of examples) {
    expect(`${one} `.startsWith(`${name} `)).toBe(true);
    const program = createProgram(await fakeIo(), { version: "0.0.0" }, {}, () => undefined);
    for (const command of program.commands.flatMap((each) => (each.commands.length > 0 ? each.commands : [each])))
      command.action(() => undefined);
    await program.parseAsync(one.split(" "), { from: "user" });
  }
});
