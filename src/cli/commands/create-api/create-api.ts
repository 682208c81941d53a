import { defineCommand } from "../../command.ts";

/** Runs the steps of `create-api`. */
export const createApi = defineCommand({
  name: "create-api",
  summary: "the REST API",
  description: "Creates the REGIONAL REST API and finds its root resource; prints the API's id.",
  examples: ["create-api --name orders"],
  settings: ["which-api"],
  does: "steps",
  run: ({ session }) =>
    session({}, async (session, steps) => {
      const { runSteps } = await import("../../change/run-steps.ts");
      const { api } = await import("../../../steps/index.ts");
      await runSteps(session, steps, api, ({ id }) => id);
    }),
});
