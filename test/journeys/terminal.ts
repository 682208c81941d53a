import { spawn, spawnSync } from "node:child_process";
import { expect, onTestFinished } from "vitest";
import { shellWord } from "../../src/engine/shell-word.ts";
import { program, type Desk } from "./cli.ts";

/** Can a terminal be made here? By util-linux's script, which other systems have with other flags. */
export const hasTerminal = /util-linux/.test(spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "");
if (!hasTerminal) console.warn("What a terminal shows is not tried here: there is no script of util-linux.");

// oxlint-disable-next-line no-control-regex -- what a terminal obeys
const obeyed = /\u001b\[[\d;?]*[A-Za-z]|\r/g;
/** The line of keys turns, and so it is drawn again and again. */
const keys = /[\u2800-\u28ff] [^\n\u2800-\u28ff]*? q quit/g;

/** A command on a terminal of its own. */
export interface Terminal {
  /** Resolves once the terminal shows it. */
  shows(text: string | RegExp): Promise<void>;
  /** All that it has shown, without colours, movements of the cursor and the line of keys. */
  shown(): string;
  press(key: string): void;
  readonly ended: Promise<number | null>;
}

/** Runs `kinesis-proxy` with these words on a terminal of 100 columns. */
export function onTerminal({ folder, env }: Pick<Desk, "folder" | "env">, ...words: readonly string[]): Terminal {
  const line = `stty cols 100 rows 40; exec ${[process.execPath, program, ...words].map(shellWord).join(" ")}`;
  const child = spawn("script", ["-qefc", line, "/dev/null"], { cwd: folder, env: { ...env, TERM: "xterm" } });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => void (text += more));
  child.stdin.on("error", () => undefined);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const shown = (): string => text.replace(obeyed, "").replace(keys, "");
  return {
    shown,
    shows: (expected) => expect.poll(shown, { timeout: 60_000 }).toMatch(expected),
    press: (key) => void child.stdin.write(key),
    ended,
  };
}
