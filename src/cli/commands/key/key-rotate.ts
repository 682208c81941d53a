import { defineCommand } from "../../command.ts";

/** Replaces the API key in two steps. */
export const keyRotate = defineCommand({
  name: "key rotate",
  summary: "make a second API key; with --finish, delete the old one",
  description:
    "Makes a second key in the same usage plan and prints its value, and nothing else, on standard output. Both keys are valid until --finish deletes the old one, which asks first; without a terminal it needs --yes. Safe to run twice, to interrupt and to run again: while a rotation is unfinished it makes no further key (exit code 3).",
  examples: ["key rotate --name orders", "key rotate --finish --yes"],
  settings: ["which-api", "stage"],
  flags: { finish: { text: "delete the old key: who still sends it gets 403" } },
  async run({ io, options, session }) {
    const { requireTerminal } = await import("../../terminal/confirm.ts");
    if (options.finish === true) requireTerminal(io, options);
    return session({ changes: true }, async (session) => {
      const { finishRotation, startRotation } = await import("./rotate-key.ts");
      return options.finish === true ? finishRotation(session, options) : startRotation(session);
    });
  },
});
