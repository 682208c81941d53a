import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function putMethod(program: Command, app: App): void {
  const command = program
    .command("put-method")
    .summary("POST on the path, and the statuses it may answer with")
    .description(
      "Puts the method POST on the path, and its method responses. Callers notice with the next deploy, which also makes the API key that --api-key asks for.",
    );
  withFlags(command, flags.path(), flags.method(), flags.schema(), flags.changes()).action(() =>
    orPlan(command, app, { type: "up", commands: [command.name()] }, {}, async (session) => {
      const { runSteps } = await import("../../run-step.ts");
      const { method } = await import("../../../steps/index.ts");
      await runSteps(session, method, ({ ids }) => `${ids.httpMethod} ${ids.path}`);
    }),
  );
}
