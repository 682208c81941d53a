import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import type { App } from "../../program.ts";

export function status(program: Command, app: App): void {
  const command = program
    .command("status")
    .summary("what is there, and where it differs from what was asked")
    .description(
      "Reads each resource from AWS: is it there, is it ours, is it as asked, does the stage serve what is configured. Changes nothing. Exit code 3 when something is missing, differs or is unused; 0 where nothing is and nothing was asked (no state file and no settings file).",
    );
  withFlags(command, flags.streamName(), flags.roleName(), flags.apiName(), flags.path(), flags.stage())
    .option("--probe", "also ask the endpoint whether it works; nothing is stored")
    .action(({ probe = false }: { readonly probe?: boolean }) =>
      app.run(command, { changes: false, looks: "all" }, async (session) => {
        const { showStatus } = await import("./run-status.ts");
        if (!(await showStatus(session, { probe }))) app.exit(3);
      }),
    );
}
