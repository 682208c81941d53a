import { defineCommand } from "../../command.ts";

/** Runs the steps of `create-stream`. */
export const createStream = defineCommand({
  name: "create-stream",
  summary: "the Kinesis stream",
  description:
    "Creates the Kinesis stream and waits until it is ACTIVE; prints its ARN. Run again, it changes nothing.",
  examples: ["create-stream --shards 2", "create-stream --on-demand"],
  settings: ["which-stream", "stream"],
  does: "steps",
  run: ({ session }) =>
    session({}, async (session, steps) => {
      const { runSteps } = await import("../../change/run-steps.ts");
      const { stream } = await import("../../../steps/index.ts");
      await runSteps(session, steps, stream, ({ arn }) => arn);
    }),
});
