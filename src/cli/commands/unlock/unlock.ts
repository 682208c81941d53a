import type { Command } from "commander";
import type { GlobalOptions } from "../../options.ts";
import type { App } from "../../program.ts";

export function unlock(program: Command, app: App): void {
  const command = program
    .command("unlock")
    .summary("take away the lock of a command that is gone")
    .description(
      "Says who holds the lock on the state file, and takes it away when that process is gone. One that may still be there (or is on another host, where nobody can tell) is asked about first, and needs --yes without a terminal. A lock left on this machine by a process that has died needs no unlock: the next command takes it over by itself.",
    );
  command.action(async () => {
    const { unlockState } = await import("./run-unlock.ts");
    await unlockState(app.io, command.optsWithGlobals<GlobalOptions>());
  });
}
