import type { Command } from "commander";
import { flags, withFlags } from "../options.ts";
import type { App } from "../program.ts";

export function createStream(program: Command, app: App): void {
  const command = program
    .command("create-stream")
    .summary("the Kinesis stream")
    .description(
      "Creates the Kinesis stream and waits until it is ACTIVE; prints its ARN. Run again, it changes nothing.",
    );
  withFlags(command, flags.streamName(), flags.stream()).action(() =>
    app.run(command, { changes: true }, async (session) => {
      const { runStep } = await import("../step-command.ts");
      const { stream } = await import("../../steps/index.ts");
      await runStep(session, stream, ({ ids }) => ids.arn);
    }),
  );
}
