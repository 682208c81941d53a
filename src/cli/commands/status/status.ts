import { defineCommand } from "../../command.ts";

/** Shows each resource as AWS has it. */
export const status = defineCommand({
  name: "status",
  summary: "what is there, and where it differs from what was asked",
  description:
    "Reads each resource from AWS: is it there, is it ours, is it as asked, does the stage serve what is configured. Changes nothing. Exit code 3 when something is missing, differs or is unused, or the archive's newest delivery failed; 0 where nothing is there and nothing was asked (no state file and no settings file).",
  examples: ["status --name orders", "status --json"],
  settings: ["which-stream", "which-role", "which-api", "path", "stage"],
  flags: { probe: { text: "also ask the endpoint whether it works; nothing is stored" } },
  run: ({ options, session }) =>
    session({ looks: "all" }, async (session) => {
      const { runStatus } = await import("./run-status.ts");
      return (await runStatus(session, options)) ? 0 : 3;
    }),
});
