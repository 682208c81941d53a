import { defineCommand } from "../../command.ts";
import { consentOf, downFlags, keptBy } from "./consent.ts";

/** Removes all that is ours. */
export const down = defineCommand({
  name: "down",
  summary: "remove all that is ours",
  description:
    "Removes everything that kinesis-proxy made for this proxy, and nothing else. Asks first; without a terminal it needs --yes. A stream that holds records or has consumers, and a REST API with parts of others in it, stay unless you answer yes to a second question or pass the flag. Safe to run twice. Exit code 0 also when the answer is no, and for what you chose to keep; 3 when something that should go stays.",
  examples: ["down --name orders", "down --yes --force-stream"],
  settings: ["which-stream", "which-role", "which-api", "stage"],
  flags: downFlags,
  does: "down",
  async run({ io, options, session }) {
    const { requireTerminal } = await import("../../terminal/confirm.ts");
    if (options.dryRun !== true) requireTerminal(io, options);
    const keep = keptBy(options);
    return session({ keep, consent: consentOf(options) }, async (session, steps) => {
      const { runDown } = await import("./run-down.ts");
      return (await runDown(session, steps, { keep, yes: options.yes === true })) ? 0 : 3;
    });
  },
});
