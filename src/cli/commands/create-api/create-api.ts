import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function createApi(program: Command, app: App): void {
  const command = program
    .command("create-api")
    .summary("the REST API")
    .description("Creates the REGIONAL REST API and finds its root resource; prints the API's id.");
  withFlags(command, flags.apiName(), flags.changes()).action(() =>
    orPlan(command, app, { type: "up", commands: [command.name()] }, {}, async (session) => {
      const { runSteps } = await import("../../run-step.ts");
      const { api } = await import("../../../steps/index.ts");
      await runSteps(session, api, ({ ids }) => ids.id);
    }),
  );
}
