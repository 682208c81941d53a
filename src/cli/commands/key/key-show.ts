import { defineCommand } from "../../command.ts";

/** Prints the value of the API key. */
export const keyShow = defineCommand({
  name: "key show",
  summary: "print the value of the API key",
  description:
    "Prints the value that callers send in the header x-api-key, and nothing else, on standard output. It is read from AWS each time: no file keeps it. While a rotation is unfinished, it is the value of the new key.",
  examples: ["key show --name orders", "key show --json"],
  settings: ["which-api"],
  run: ({ session }) =>
    session({}, async (session) => {
      const { showKey } = await import("./show-key.ts");
      await showKey(session);
    }),
});
