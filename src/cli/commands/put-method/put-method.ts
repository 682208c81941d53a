import { defineCommand } from "../../command.ts";

/** Runs the steps of `put-method`. */
export const putMethod = defineCommand({
  name: "put-method",
  summary: "POST on the path, and the statuses it may answer with",
  description:
    "Puts the method POST on the path, and its method responses. Callers notice with the next deploy, which also makes the API key that --api-key asks for.",
  examples: ["put-method --path /events --api-key"],
  settings: ["path", "method", "schema"],
  does: "steps",
  run: ({ session }) =>
    session({}, async (session, steps) => {
      const { runSteps } = await import("../../change/run-steps.ts");
      const { method } = await import("../../../steps/index.ts");
      await runSteps(session, steps, method, ({ httpMethod, path }) => `${httpMethod} ${path}`);
    }),
});
