import { defineCommand } from "../../command.ts";

/** Prints the invoke URL. */
export const url = defineCommand({
  name: "url",
  summary: "print the invoke URL",
  description:
    "Prints the URL that takes requests, and nothing else, on standard output. AWS is asked whether it is there; `status --probe` tells whether it works.",
  examples: ["url --name orders", "url batch", "url --json"],
  argument: { usage: "[route]", text: "batch or health: the URL of that route", values: ["batch", "health"] },
  settings: ["which-api", "path", "stage"],
  async run({ argument, session }) {
    const { routeOf, showUrl } = await import("./show-url.ts");
    const route = routeOf(argument);
    return session({}, (session) => showUrl(session, route));
  },
});
