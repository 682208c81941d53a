import type { Command } from "commander";
import { flags, withFlags } from "../options.ts";
import type { App } from "../program.ts";

export function createApi(program: Command, app: App): void {
  const command = program
    .command("create-api")
    .summary("the REST API")
    .description("Creates the REGIONAL REST API and finds its root resource; prints the API's id.");
  withFlags(command, flags.apiName()).action(() =>
    app.run(command, { changes: true }, async (session) => {
      const { runStep } = await import("../step-command.ts");
      const { api } = await import("../../steps/index.ts");
      await runStep(session, api, ({ ids }) => ids.id);
    }),
  );
}
