import { spawn, type SpawnOptionsWithoutStdio } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Local } from "../../src/local/index.ts";
import { requireFreshBuild } from "./built.ts";

/** The program as users start it. */
export const program = fileURLToPath(new URL("../../bin/kinesis-proxy.js", import.meta.url));

/** What somebody who started it like this types again. */
export const typed = `node ${program}`;
/** Looks once for each test file. */
let fresh = false;

/** How a command ended. */
export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves once stdout and stderr together match; rejects when the command ends before that. */
  says(pattern: RegExp): Promise<void>;
  /** What came on stdout so far. */
  stdout(): string;
  kill(signal: NodeJS.Signals): void;
}

/** A folder with a shell in it, so to speak: the commands run here one user would type. */
export interface Desk {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs `kinesis-proxy` with these words to its end. */
  run(...words: readonly string[]): Promise<Ended>;
  /** The same with something on standard input. */
  feed(input: string, ...words: readonly string[]): Promise<Ended>;
  /** Runs it, expects exit code 0, and gives its `--json` document. */
  json(...words: readonly string[]): Promise<Document>;
  /** Writes a file into the folder and gives its path. */
  file(name: string, text: string): Promise<string>;
  /** Starts it and comes back at once; it is killed when the test ends. */
  start(...words: readonly string[]): Running;
}

/** What `--json` prints, as far as these tests look at it. */
export interface Document {
  readonly url?: string;
  readonly outcome?: string;
  readonly steps: Readonly<
    Record<
      string,
      { readonly outcome: string; readonly id?: string; readonly ours?: boolean; readonly reason?: string }
    >
  >;
  readonly [member: string]: unknown;
}

/** A fresh folder and an environment that knows nothing of AWS but the local one's port. */
export async function deskAt(local: Pick<Local, "port"> | undefined, more: Record<string, string> = {}): Promise<Desk> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "kinesis-proxy-journey-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const port: Record<string, string> = local === undefined ? {} : { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  return desk(folder, { ...bare(folder), ...port, ...more });
}

/** The environment of somebody who has no AWS account, at home in that folder. */
export function bare(home: string): Record<string, string> {
  const { PATH = "", SystemRoot } = process.env;
  const windows: Record<string, string> = SystemRoot === undefined ? {} : { SystemRoot };
  return { PATH, HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: "true", ...windows };
}

/** The commands of one folder; `script` is what Node.js runs, as the user `uid` where that is given. */
export function desk(
  folder: string,
  env: Readonly<Record<string, string>>,
  script = program,
  uid: number | undefined = undefined,
): Desk {
  if (script === program && !fresh) {
    requireFreshBuild();
    fresh = true;
  }
  const start = (words: readonly string[], input?: string): Running =>
    launch([script, ...words], { cwd: folder, env, ...(uid !== undefined && { uid }) }, input);
  return {
    folder,
    env,
    run: (...words) => start(words).ended,
    async file(name, text) {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    feed: (input, ...words) => start(words, input).ended,
    start(...words) {
      const running = start(words);
      onTestFinished(async () => {
        running.kill("SIGKILL");
        await running.ended;
      });
      return running;
    },
    async json(...words) {
      const { code, stdout, stderr } = await start([...words, "--json"]).ended;
      if (code !== 0) throw new Error(`"kinesis-proxy ${words.join(" ")}" ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Document;
    },
  };
}

function launch(words: readonly string[], place: SpawnOptionsWithoutStdio, input: string | undefined): Running {
  const child = spawn(process.execPath, words, { ...place, stdio: "pipe" });
  let [stdout, stderr] = ["", ""];
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  child.stdout.setEncoding("utf8").on("data", (text: string) => void ((stdout += text), tell()));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void ((stderr += text), tell()));
  child.stdin.on("error", () => undefined).end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const says = async (pattern: RegExp): Promise<void> => {
    const said = new Promise<true>((resolve) => {
      const look = (): void => {
        if (pattern.test(`${stdout}\n${stderr}`)) resolve(true);
      };
      listeners.add(look);
      look();
    });
    if ((await Promise.race([said, ended])) !== true)
      throw new Error(`"${words.join(" ")}" ended without saying ${pattern}: ${stdout}${stderr}`);
  };
  return { ended, says, stdout: () => stdout, kill: (signal) => void child.kill(signal) };
}
