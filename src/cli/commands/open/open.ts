import { defineCommand } from "../../command.ts";
import { pageNames } from "./page-names.ts";

/** Opens a page of AWS's console, or of the local AWS. */
export const open = defineCommand({
  name: "open",
  summary: "the proxy in AWS's console, or the page of the local AWS",
  description:
    "Opens the browser at the page of AWS's console that shows the REST API, or another part of the proxy; with --local the page of the local AWS. Prints the address, and prints it only where there is no terminal.",
  examples: ["open --name orders", "open stream --print", "open --local"],
  argument: { usage: "[part]", text: `${pageNames.join(", ")} (api)`, values: pageNames },
  settings: ["which-api", "stage"],
  flags: { print: { text: "print the address, and open nothing" } },
  async run({ argument, options, session }) {
    const { openPage, pageOf } = await import("./open-page.ts");
    const page = pageOf(argument ?? "api");
    return session({}, (session) => openPage(session, page, options));
  },
});
