import { readFileSync } from "node:fs";

/** May this process use its terminal now? One in the background that does is stopped. Where it cannot be told, it may. */
export function inForeground(stat = ownStat()): boolean {
  // The name of the program, in parentheses, may hold spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const [, , group, , , foreground] = (stat?.split(") ").at(-1) ?? "").split(" ");
  return foreground === undefined || group === foreground;
}

function ownStat(): string | undefined {
  try {
    return readFileSync("/proc/self/stat", "utf8");
  } catch {
    return undefined;
  }
}
