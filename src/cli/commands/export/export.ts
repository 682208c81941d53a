import { defineCommand } from "../../command.ts";
import { formatNames, formatOf } from "./formats.ts";

/** Writes the proxy as the document of another tool. */
export const exporting = defineCommand({
  name: "export",
  summary: `the proxy as ${formatNames.join(", ")}`,
  description:
    "Writes the proxy as the document of another tool, on standard output: what the settings ask for, without a call to AWS, for whichever account it is used in; or with --from-aws what is there, which Terraform then takes over. It is complete, and mapping templates are in it as they are. Secrets are not: the tool asks for them.",
  examples: [
    "export terraform --name orders",
    "export terraform --from-aws --out main.tf",
    "export cloudformation --json",
  ],
  argument: { usage: "[format]", text: formatNames.join(", "), values: formatNames },
  settings: "all",
  flags: {
    fromAws: { text: "write what is there, not what the settings ask for" },
    out: { value: "<file>", text: "write it to this file; an existing one needs --force" },
    force: { text: "replace the file of --out" },
  },
  async run({ io, options, argument, session }) {
    const { exportAsked, exportThere } = await import("./run-export.ts");
    if (options.fromAws !== true) return exportAsked(io, options, argument);
    const format = formatOf(argument);
    return session({ looks: "all" }, (session) => exportThere(session, options, format));
  },
});
