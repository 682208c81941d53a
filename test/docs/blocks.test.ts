import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { checkFile } from "../../src/settings/file/check-file.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { deskAt } from "../journeys/cli.ts";
import { runBeside, runHere } from "../journeys/in-process.ts";
import { paste } from "../journeys/pasted.ts";
import { world } from "../journeys/world.ts";
import { blocksOf, callsIn, simple } from "./blocks.ts";

const root = join(import.meta.dirname, "../..");
const guides = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
const pages = ["README.md", ...guides.map((file) => `docs/${file}`)].map(
  (file) => [file, readFileSync(join(root, file), "utf8")] as const,
);

/** What a person would do that a test does not: end what has no end, and answer questions. */
const also: Readonly<Record<string, readonly string[]>> = {
  tail: ["--idle-timeout", "1s"],
  down: ["--force-stream"],
};
/** What the state of things makes of a look: there may be something to do. */
const looks = ["plan", "status", "doctor"];

/** Runs the commands of a page, one after the other, in one folder on one local AWS. */
async function shell() {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const proxy = async (words: readonly string[], env: Readonly<Record<string, string>>): Promise<string> => {
    const [name = ""] = words;
    const all = [...words, ...(also[name] ?? []), "--yes", ...(words.includes("--local") ? [] : ["--local"])];
    // An endpoint's answer takes time, and so does what has a limit.
    const run = name === "send" || words.includes("--timeout") ? runBeside : runHere;
    const { code, stdout, stderr } = await run({ ...desk, env: { ...desk.env, ...env } }, ...all);
    if (code !== 0 && !(code === 3 && looks.includes(name)))
      throw new Error(`"kinesis-proxy ${words.join(" ")}" ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  };
  return async (command: string): Promise<void> => {
    let left = command;
    for (const [whole, inner = ""] of command.matchAll(/"?\$\(npx kinesis-proxy ([^)]*)\)"?/g))
      left = left.replace(whole, `'${(await proxy(simple(inner).words, {})).trim()}'`);
    const { env, words, into } = simple(left);
    const [program, ...rest] = words;
    let out = "";
    if (program === "npx" && rest[0] === "kinesis-proxy") out = await proxy(rest.slice(1), env);
    else if (program === "echo") out = `${rest.join(" ")}\n`;
    else if (program === "curl") expect({ left, status: await paste(left, clients) }).toEqual({ left, status: 200 });
    else throw new Error(`A test cannot run "${command}". Write <!-- not run: why --> before its block.`);
    if (into !== undefined) await writeFile(join(desk.folder, into), out);
  };
}

/** Reads the words as the program does, without doing anything. */
async function read(words: readonly string[]): Promise<void> {
  const program = createProgram(await fakeIo(), { version: "0.0.0" }, {}, () => undefined);
  const quiet = (command: Command): void =>
    void command
      .exitOverride()
      .action(() => undefined)
      .commands.forEach(quiet);
  program.commands.forEach(quiet);
  await program.parseAsync([...words], { from: "user" });
}

describe.each(pages)("%s", (_file, page) => {
  const blocks = blocksOf(page);
  const run = blocks.filter(({ notRun }) => notRun === undefined);

  test.runIf(run.length > 0)("its commands work, one after the other", async () => {
    const type = await shell();
    for (const { line, first, commands } of run)
      for (const command of [...first, ...commands])
        await type(command).catch((error: unknown) => {
          throw new Error(`Line ${line}: ${command}`, { cause: error });
        });
  });

  test("what is not run says why, and the program knows its commands and flags", async () => {
    for (const { commands, notRun = "" } of blocks.filter((one) => !run.includes(one))) {
      expect(notRun).toMatch(/\w{3}/);
      for (const words of commands.flatMap(callsIn))
        await expect(read(words), words.join(" ")).resolves.toBeUndefined();
    }
  });

  test("its JSON is a settings file where it says so", () => {
    for (const [, json = ""] of page.matchAll(/^```json\n([^]*?)^```$/gm)) {
      const value = JSON.parse(json) as object;
      if ("$schema" in value) expect(() => checkFile(value)).not.toThrow();
    }
  });
});

test("a flag that is not there, in a block that is not run, is seen", async () => {
  const [block] = blocksOf("<!-- not run: no reason -->\n\n```sh\nnpx kinesis-proxy up --nmae x # y\n```\n");
  expect(block).toMatchObject({ notRun: "no reason", commands: ["npx kinesis-proxy up --nmae x"] });
  await expect(read(callsIn(block?.commands[0] ?? "")[0] ?? [])).rejects.toThrow("--nmae");
});

test.each([
  ["curl -d '{}' \"$(npx kinesis-proxy url --name a)\"", [["url", "--name", "a"]]],
  ["source <(npx kinesis-proxy completion bash)", [["completion", "bash"]]],
  ["npx kinesis-proxy tail --json | jq .data", [["tail", "--json"]]],
  ["A=b npx kinesis-proxy plan --where 'a | b' > file", [["plan", "--where", "a | b"]]],
])("%s: its calls are found", (command, calls) => {
  expect(callsIn(command)).toEqual(calls);
});
