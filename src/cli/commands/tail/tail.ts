import type { Command } from "commander";
import type { App } from "../../program.ts";
import { checkReading, recordFlags, type RecordOptions } from "../../records/record-options.ts";

const since = { type: "latest" } as const;

export function tail(program: Command, app: App): void {
  const command = program
    .command("tail")
    .summary("records as they arrive, decoded, until Ctrl-C")
    .description(
      "Follows all shards of the stream, across splits and merges, and writes each record decoded as it arrives: one JSON object a line when piped or with --json.",
    );
  recordFlags(command, since.type)
    .option("--idle-timeout <duration>", "end when nothing came for so long, such as 30s")
    .action(async (options: RecordOptions) => {
      await checkReading(command.optsWithGlobals(), since);
      const { untilInterrupted } = await import("../../until-interrupted.ts");
      await untilInterrupted(app, () =>
        app.run(command, { changes: false }, async (session) => {
          const { showRecords } = await import("../../records/show-records.ts");
          await showRecords(session, options, { endless: true, since });
        }),
      );
    });
}
