import { defineCommand } from "../../command.ts";

/** Removes the lock of a command that is gone. */
export const unlock = defineCommand({
  name: "unlock",
  summary: "remove the lock of a command that is gone",
  description:
    "Says who holds the lock on the state file, and removes it when that process is gone. One that may still be there (or is on another host, where nobody can tell) is asked about first, and needs --yes without a terminal. A lock left on this machine by a process that has died needs no unlock: the next command takes it over by itself.",
  examples: ["unlock --name orders"],
  async run({ io, options }) {
    const { runUnlock } = await import("./run-unlock.ts");
    await runUnlock(io, options);
  },
});
