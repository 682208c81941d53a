import { defineCommand } from "../../command.ts";

/** Runs the steps of `put-integration`. */
export const putIntegration = defineCommand({
  name: "put-integration",
  summary: "the request as a PutRecord call, and its answers",
  description:
    "Puts the integration with kinesis:PutRecord: the body becomes the record, byte for byte (API Gateway makes {} of an empty body). A record that Kinesis refuses is answered 400, 429, 500 or 502, never 200. Callers notice with the next deploy.",
  examples: ["put-integration --partition-key header:X-User"],
  settings: ["which-stream", "path", "mapping", "respond"],
  does: "steps",
  run: ({ session }) =>
    session({}, async (session, steps) => {
      const { runSteps } = await import("../../change/run-steps.ts");
      const { integration } = await import("../../../steps/index.ts");
      await runSteps(session, steps, integration, ({ uri }) => uri);
    }),
});
