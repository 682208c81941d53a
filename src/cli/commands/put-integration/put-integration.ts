import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function putIntegration(program: Command, app: App): void {
  const command = program
    .command("put-integration")
    .summary("the request as a PutRecord call, and its answers")
    .description(
      "Puts the integration with kinesis:PutRecord: the body becomes the record, byte for byte (an empty body arrives as {}, which is API Gateway's doing). A record that Kinesis refuses is answered 400, 429, 500 or 502, never 200. Callers notice with the next deploy.",
    );
  withFlags(command, flags.streamName(), flags.path(), flags.mapping(), flags.respond(), flags.changes()).action(() =>
    orPlan(command, app, { type: "up", commands: [command.name()] }, {}, async (session) => {
      const { runSteps } = await import("../../run-step.ts");
      const { integration } = await import("../../../steps/index.ts");
      await runSteps(session, integration, ({ ids }) => ids.uri);
    }),
  );
}
