import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function createStream(program: Command, app: App): void {
  const command = program
    .command("create-stream")
    .summary("the Kinesis stream")
    .description(
      "Creates the Kinesis stream and waits until it is ACTIVE; prints its ARN. Run again, it changes nothing.",
    );
  withFlags(command, flags.streamName(), flags.stream(), flags.changes()).action(() =>
    orPlan(command, app, { type: "up", commands: [command.name()] }, {}, async (session) => {
      const { runSteps } = await import("../../run-step.ts");
      const { stream } = await import("../../../steps/index.ts");
      await runSteps(session, stream, ({ ids }) => ids.arn);
    }),
  );
}
