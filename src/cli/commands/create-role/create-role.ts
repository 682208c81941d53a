import { defineCommand } from "../../command.ts";

/** Runs the steps of `create-role`. */
export const createRole = defineCommand({
  name: "create-role",
  summary: "the IAM role and its policy",
  description:
    "Creates the IAM role that API Gateway assumes, a managed policy that allows kinesis:PutRecord on the one stream, and attaches it; prints the role's ARN.",
  examples: ["create-role --name orders"],
  settings: ["which-stream", "which-role"],
  does: "steps",
  run: ({ session }) =>
    session({}, async (session, steps) => {
      const { runSteps } = await import("../../change/run-steps.ts");
      const { role } = await import("../../../steps/index.ts");
      await runSteps(session, steps, role, ({ arn }) => arn);
    }),
});
