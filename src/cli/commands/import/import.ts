import type { Command } from "commander";
import { flags, withFlags, type GlobalOptions } from "../../options.ts";
import type { App } from "../../program.ts";

export function importing(program: Command, app: App): void {
  const command = program
    .command("import")
    .summary("take over a stream, role and REST API that exist")
    .description(
      "Tags a stream, role (with its policy) and REST API that somebody else made, so that `up` looks after them as its own: from then on it mends what differs. Asks first; without a terminal it wants --yes. Changes nothing but tags, and `down` keeps what was taken over unless --imported is given.",
    );
  withFlags(command, flags.imports(), flags.changes()).action(async ({ dryRun = false }: { dryRun?: boolean }) => {
    const { mayAsk } = await import("../../confirm.ts");
    const options = command.optsWithGlobals<GlobalOptions>();
    if (!dryRun) mayAsk(app.io, options);
    await app.run(command, { changes: !dryRun }, async (session) => {
      const work = await import("./run-import.ts");
      if (await work.takeOver(session, { yes: options.yes === true, dryRun })) app.exit(3);
    });
  });
}
