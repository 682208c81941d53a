import type { Command } from "commander";
import { flags, withFlags, type GlobalOptions } from "../options.ts";
import type { App } from "../program.ts";

export function down(program: Command, app: App): void {
  const command = program
    .command("down")
    .summary("take away all that is ours")
    .description(
      "Takes away everything that kinesis-proxy made for this proxy, and nothing else. Asks first; without a terminal it wants --yes. Safe to run twice.",
    );
  withFlags(command, flags.streamName(), flags.roleName(), flags.apiName(), flags.stage())
    .option("--keep-stream", "leave the stream and its records")
    .action(async (options: { readonly keepStream?: boolean }) => {
      const { mayAsk } = await import("../confirm.ts");
      mayAsk(app.io, command.optsWithGlobals());
      await app.run(command, { changes: true }, async (session) => {
        const { takeDown } = await import("../take-down.ts");
        await takeDown(session, {
          keepStream: options.keepStream === true,
          yes: command.optsWithGlobals<GlobalOptions>().yes === true,
        });
      });
    });
}
