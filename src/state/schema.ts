import { expected, matching, members, optional, text, type Shape } from "../engine/check.ts";
import type { LockOwner } from "./lock-owner.ts";

/** What is wrong with the content of a state file of version 1; `ids` says what is kept of each step. Members that it does not name
 * are allowed. */
export function stateFault(value: unknown, ids: Readonly<Record<string, Shape>>): string | undefined {
  const steps = Object.entries(ids).map(([step, shape]) => [step, optional(members(shape))] as const);
  const document = {
    version: (version: unknown, at: string) => (version === 1 ? undefined : expected(at, "1")),
    name: text,
    endpoint: optional(text),
    region: text,
    accountId: optional(text),
    settings: members({}),
    steps: members(Object.fromEntries(steps)),
  };
  return members(document)(value, "");
}

const owner = members({
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

/** Does a lock file's content say who holds the lock? */
export function isLockOwner(value: unknown): value is LockOwner {
  return owner(value, "") === undefined;
}
