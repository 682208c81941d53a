import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { errnoOf } from "../disk-fault.ts";

/** A process, as a lock file names it. */
interface NamedProcess {
  readonly pid: number;
  readonly host: string;
  readonly birth?: string | undefined;
  readonly space?: string | undefined;
}

/** Is the owner still there, as far as this process can tell? When in doubt, yes: on another host, or in another container. */
export function isAlive(owner: NamedProcess): boolean {
  if (owner.host !== hostname()) return true;
  if (owner.space !== undefined && owner.space !== pidSpace()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    return errnoOf(error) !== "ESRCH";
  }
  const stat = readStat(owner.pid);
  if (stat === undefined) return true;
  return !stat.ended && (owner.birth === undefined || owner.birth === stat.birth);
}

/** What tells this process from any other that ever had its pid on this host; undefined where there is no /proc. */
export function birthOf(pid: number): string | undefined {
  return readStat(pid)?.birth;
}

/** The PID namespace of this process, such as `pid:[4026531836]`; undefined where there is no /proc. */
export function pidSpace(): string | undefined {
  return attempt(() => readlinkSync("/proc/self/ns/pid"));
}

function readStat(pid: number): { readonly birth: string; readonly ended: boolean } | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const boot = attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  if (stat === undefined || boot === undefined) return undefined;
  // The second field is the program's name and may hold spaces and brackets, so count from its end: state is field 3, start time field 22.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { birth: `${boot}/${fields[19]}`, ended: fields[0] === "Z" || fields[0] === "X" };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
