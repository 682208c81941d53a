import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function createRole(program: Command, app: App): void {
  const command = program
    .command("create-role")
    .summary("the IAM role and its policy")
    .description(
      "Creates the IAM role that API Gateway assumes, a managed policy that allows kinesis:PutRecord on the one stream, and attaches it; prints the role's ARN.",
    );
  withFlags(command, flags.streamName(), flags.roleName(), flags.changes()).action(() =>
    orPlan(command, app, { type: "up", commands: [command.name()] }, {}, async (session) => {
      const { runSteps } = await import("../../run-step.ts");
      const { role } = await import("../../../steps/index.ts");
      await runSteps(session, role, ({ ids }) => ids.arn);
    }),
  );
}
