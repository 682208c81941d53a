import { execFileSync, spawnSync } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { program } from "../../../journeys/cli.ts";

/** What the shell has offered at the end of the line, by its own means. */
const asks: Readonly<Record<string, (line: string) => string>> = {
  bash: (line) => `source <(kinesis-proxy completion bash)
COMP_LINE=${quoted(line)}; COMP_POINT=\${#COMP_LINE}; spaced=\${COMP_LINE//=/ = }; read -ra COMP_WORDS <<< "$spaced"
[[ $COMP_LINE == *" " ]] && COMP_WORDS+=(""); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _kinesis_proxy; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (line) => `compdef() { : }; _describe() { print -rl -- \${described%%:*} }; _files() { : }
source <(kinesis-proxy completion zsh); words=(\${(z)\${:-${quoted(line)}}}); [[ ${quoted(line)} == *" " ]] && words+=(""); CURRENT=$#words; _kinesis_proxy`,
  fish: (line) =>
    `kinesis-proxy completion fish | source; complete -C ${quoted(line)} | string replace -r "\\t.*" ""; true`,
};

function quoted(line: string): string {
  return `'${line}'`;
}

test.each(Object.keys(asks))("%s offers what fits", async (shell) => {
  if (spawnSync(shell, ["-c", "true"]).error !== undefined) {
    console.warn(`${shell} is not installed: its completion is not tried`);
    return;
  }
  const { cwd } = await fakeIo();
  await symlink(program, join(cwd, "kinesis-proxy"));
  const env = { PATH: `${cwd}${delimiter}${process.env["PATH"]}`, HOME: cwd, TERM: "dumb" };
  const offered = (line: string): readonly string[] =>
    execFileSync(shell, ["-c", asks[shell]!(line)], { cwd, env, encoding: "utf8" })
      .trim()
      .split("\n");
  expect(offered("kinesis-proxy preset ")).toEqual(["list", "show"]);
  // bash takes what stands behind the "=" for the word.
  const before = shell === "bash" ? "" : "--region=";
  expect(offered("kinesis-proxy up --region=us-east-")).toEqual([`${before}us-east-1`, `${before}us-east-2`]);
});

test("bash inserts no candidate that it would run", async () => {
  if (spawnSync("bash", ["-c", "true"]).error !== undefined) return;
  const { cwd } = await fakeIo();
  await symlink(program, join(cwd, "kinesis-proxy"));
  await writeFile(join(cwd, "odd"), "#!/bin/sh\necho '--name=$(date) *'\n", { mode: 0o755 });
  const env = { PATH: `${cwd}${delimiter}${process.env["PATH"]}`, HOME: cwd, TERM: "dumb" };
  const shown = execFileSync("bash", ["-c", asks["bash"]!("odd up --name=")], { cwd, env, encoding: "utf8" });
  expect(shown).toBe("\\$\\(date\\)\\ \\*\n");
});
