import { defineCommand } from "../../command.ts";

/** Brings everything up. */
export const up = defineCommand({
  name: "up",
  summary: "create or repair everything, and wait until the endpoint works",
  description:
    "Creates what is missing, repairs what differs, leaves the rest; then waits until a request really goes through, and prints the invoke URL. Safe to run twice, to interrupt and to run again.",
  examples: ["up --name orders --region eu-west-1", "up --local --api-key --accept json form"],
  settings: "all",
  flags: { probe: { no: true, text: "do not wait until the endpoint works" } },
  does: "up",
  run: ({ options, session }) =>
    session({}, async (session, steps) => {
      const { runUp } = await import("./run-up.ts");
      await runUp(session, steps, options);
    }),
});
