import type { Command } from "commander";
import type { App } from "../../program.ts";
import { checkReading, recordFlags, type RecordOptions } from "../../records/record-options.ts";

const since = { type: "trim-horizon" } as const;

export function readRecords(program: Command, app: App): void {
  const command = program
    .command("read-records")
    .summary("what is in the stream, decoded")
    .description(
      "Reads all shards once until caught up, and writes each record decoded: one JSON object a line when piped or with --json.",
    );
  recordFlags(command, since.type).action(async (options: RecordOptions) => {
    await checkReading(command.optsWithGlobals(), since);
    const { untilInterrupted } = await import("../../until-interrupted.ts");
    await untilInterrupted(app, () =>
      app.run(command, { changes: false }, async (session) => {
        const { showRecords } = await import("../../records/show-records.ts");
        await showRecords(session, options, { endless: false, since });
      }),
    );
  });
}
