import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { CliError } from "../../engine/errors.ts";
import { expected, matching, members, optional, text } from "../../engine/step/check.ts";
import { birthOf, pidSpace } from "./alive.ts";
import { diskFault } from "../disk-fault.ts";
import { readPlain, type PlainFile } from "../plain-file.ts";

/** Who holds a lock: what a lock file says. */
export interface LockOwner {
  /** Of this one lock: twelve hexadecimal digits. */
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, in UTC. */
  readonly since: string;
  /** The command line. */
  readonly command: string;
  /** When the process was born; tells it from a later one with the same pid. */
  readonly birth?: string | undefined;
  /** The PID namespace that the pid counts in. */
  readonly space?: string | undefined;
}

const checkOwner = members({
  id: matching(/^[0-9a-f]{12}$/, "twelve hexadecimal digits"),
  pid: (pid, at) => (Number.isSafeInteger(pid) && Number(pid) > 0 ? undefined : expected(at, "a process id")),
  host: text,
  since: (since, at) => {
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
    return typeof since === "string" && form.test(since) && !Number.isNaN(Date.parse(since))
      ? undefined
      : expected(at, "a time");
  },
  command: matching(/^/, "text"),
  birth: optional(matching(/^/, "text")),
  space: optional(matching(/^/, "text")),
});

/** A lock file that does not say who holds the lock. Exit code 1. */
export class DamagedLockError extends CliError {
  constructor(path: string, why = "it does not say who holds the lock") {
    super(`The lock file ${path} is damaged: ${why}.`, {
      hint: 'When no other kinesis-proxy is at work here, run "kinesis-proxy unlock", and the command again.',
    });
    this.name = "DamagedLockError";
  }
}

/** This process as the owner of a new lock; `now` in milliseconds since 1970. */
export function ownerOf(command: string, now: number): LockOwner {
  const id = randomBytes(6).toString("hex");
  const since = new Date(now).toISOString();
  const { pid } = process;
  return { id, pid, host: hostname(), since, command, birth: birthOf(pid), space: pidSpace() };
}

/** The text of the owner's lock file. */
export function renderOwner(owner: LockOwner): string {
  return `${JSON.stringify(owner)}\n`;
}

/** The owner of the lock file at `path`, or undefined when there is none; a `CliError` when the file says no owner. */
export async function readOwner(path: string): Promise<LockOwner | undefined> {
  const found = await readFound(path);
  if (found === undefined) return undefined;
  if ("not" in found) throw new DamagedLockError(path, found.not);
  const owner = parse(found.text);
  if (isLockOwner(owner)) return owner;
  throw new DamagedLockError(path);
}

async function readFound(path: string): Promise<PlainFile | undefined> {
  try {
    return await readPlain(path);
  } catch (error) {
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new CliError(`The lock file ${path} cannot be read: ${why}.`, {
      hint: "Make it readable, or choose another state file with --state.",
      cause: error,
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLockOwner(value: unknown): value is LockOwner {
  return checkOwner(value, "") === undefined;
}
