import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Kills the process at the other end of a local connection, as `kill -9` does; `from` is its port, `to` ours. False when there
 * is no such process. */
export function killClient(from: number, to: number): boolean {
  const pid = process.platform === "linux" ? fromProc(from, to) : fromLsof(from, to);
  if (pid === undefined || pid === process.pid) return false;
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** The pid that holds the socket whose local port is `from` and whose remote one is `to`. */
function fromProc(from: number, to: number): number | undefined {
  const inode = ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => inodeIn(read(file), from, to)).find(Boolean);
  if (inode === undefined) return undefined;
  const pids = list("/proc").filter((name) => /^\d+$/.test(name));
  const holds = (pid: string): boolean =>
    list(`/proc/${pid}/fd`).some((fd) => link(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  const found = pids.find(holds);
  return found === undefined ? undefined : Number(found);
}

/** The columns are: number, local address, remote address, state, …; the tenth is the inode. Ports are hexadecimal. */
function inodeIn(table: string, from: number, to: number): string | undefined {
  const ends = [from, to].map((port) => `:${port.toString(16).toUpperCase().padStart(4, "0")}`);
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  return rows.find(
    ([, local, remote]) => local?.endsWith(ends[0]!) === true && remote?.endsWith(ends[1]!) === true,
  )?.[9];
}

function fromLsof(from: number, to: number): number | undefined {
  const text = attempt(() => execFileSync("lsof", ["-nP", `-iTCP:${from}`, "-sTCP:ESTABLISHED"], { encoding: "utf8" }));
  const row = text?.split("\n").find((line) => new RegExp(`:${from}->\\S+:${to}\\b`).test(line));
  const pid = row?.trim().split(/\s+/)[1];
  return pid === undefined ? undefined : Number(pid);
}

const read = (path: string): string => attempt(() => readFileSync(path, "utf8")) ?? "";
const list = (path: string): readonly string[] => attempt(() => readdirSync(path)) ?? [];
const link = (path: string): string | undefined => attempt(() => readlinkSync(path));

/** Processes come and go during the search. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
