import { defineCommand } from "../../command.ts";

/** Ends a pause. */
export const resume = defineCommand({
  name: "resume",
  summary: "take requests again after `pause`",
  description:
    "Takes requests again after `pause`, as many as the throttle lets through, which stays as it was. Shows by a request that it is so. Safe to run twice.",
  examples: ["resume --name orders"],
  settings: ["which-api", "path", "stage"],
  run: ({ session }) =>
    session({ changes: true }, async (session) => {
      const { runResume } = await import("./run-pause.ts");
      await runResume(session);
    }),
});
