import { defineCommand } from "../../command.ts";
import { changeFlags } from "../../global-flags.ts";

/** Takes over what exists. */
export const importing = defineCommand({
  name: "import",
  summary: "take over a stream, role and REST API that exist",
  description:
    "Tags a stream, role (with its policy) and REST API that somebody else made, so that `up` looks after them as its own: from then on it repairs what differs. Asks first; without a terminal it needs --yes. Changes nothing but tags, and `down` keeps what was taken over unless --imported is given.",
  examples: ["import --stream-name clicks --dry-run"],
  flags: {
    streamName: { value: "<name>", text: "name of the stream, where it is not the proxy's" },
    roleName: { value: "<name>", text: "name of the role and its policy, where it is not the proxy's" },
    apiId: { value: "<id>", text: "the REST API to take over" },
    ...changeFlags,
  },
  async run({ io, options, session }) {
    const { requireTerminal } = await import("../../terminal/confirm.ts");
    const dryRun = options.dryRun === true;
    if (!dryRun) requireTerminal(io, options);
    // What was taken over is found by its tag: an id says that it stays another's.
    return session({ changes: !dryRun, remembers: { apiId: "" } }, async (session) => {
      const { runImport } = await import("./run-import.ts");
      return (await runImport(session, { yes: options.yes === true, dryRun })) ? 3 : 0;
    });
  },
});
