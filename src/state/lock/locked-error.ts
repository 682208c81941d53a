import { CliError } from "../../engine/errors.ts";
import type { LockOwner } from "./lock-owner.ts";

/** Another process holds the lock. Exit code 1. */
export class LockedError extends CliError {
  readonly owner: LockOwner;

  /** `path` is the lock file's; `now` in milliseconds since 1970. */
  constructor(path: string, owner: LockOwner, now: number) {
    super(`Another kinesis-proxy is at work here: ${describeOwner(owner, now)}.`, {
      hint: `Wait until it has ended. If there is no such process any more, run "kinesis-proxy unlock" (it deletes ${path}).`,
    });
    this.name = "LockedError";
    this.owner = owner;
  }
}

/** Such as `pid 4711 on build-3, since 2026-01-01T00:00:00.000Z (5 min), "kinesis-proxy up"`; `now` in milliseconds since 1970. */
export function describeOwner({ pid, host, since, command }: LockOwner, now: number): string {
  return `pid ${pid} on ${host}, since ${since} (${age(now - Date.parse(since))}), ${JSON.stringify(command)}`;
}

function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.max(0, Math.floor(ms / 1_000))} s`;
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
