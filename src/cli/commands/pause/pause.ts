import { defineCommand } from "../../command.ts";

/** Stops the endpoint. */
export const pause = defineCommand({
  name: "pause",
  summary: "stop the endpoint at once, and keep everything",
  description:
    "Every request gets 429 from now on, and nothing is stored: the proxy's methods let nobody through on their stage, which needs no deployment. URL, stream, records and settings stay as they are. Shows by a request that it is so. Safe to run twice; `up` does not end a pause.",
  examples: ["pause --name orders", "pause --json"],
  settings: ["which-api", "path", "stage"],
  run: ({ session }) =>
    session({ changes: true }, async (session) => {
      const { runPause } = await import("./run-pause.ts");
      await runPause(session);
    }),
});
