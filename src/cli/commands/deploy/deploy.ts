import { defineCommand } from "../../command.ts";

/** Deploys what is configured. */
export const deploy = defineCommand({
  name: "deploy",
  summary: "the stage that serves it all",
  description:
    "Deploys to the stage when, and only when, something differs from what is deployed; prints the invoke URL. With an API key asked for, creates the key and its usage plan too.",
  examples: ["deploy --stage production"],
  settings: ["stage", "limits", "watch"],
  does: "steps",
  run: ({ session }) =>
    session({}, async (session, steps) => {
      const { runDeploy } = await import("./run-deploy.ts");
      await runDeploy(session, steps);
    }),
});
