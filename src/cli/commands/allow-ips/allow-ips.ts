import { senderNames } from "../../../settings/parse/sender-names.ts";
import { defineCommand } from "../../command.ts";
import type { Session } from "../../session.ts";

/** Sets or lists who may call. */
export const allowIps = defineCommand({
  name: "allow-ips",
  summary: "who may call",
  description:
    "Lets only these addresses and ranges call; everybody else gets 403. Deploys, since a resource policy alone changes nothing, and shows by a request what it means for this machine; before it shuts this machine out it asks at a terminal, and needs --yes elsewhere. Overlapping and neighbouring ranges are merged.",
  examples: [
    "allow-ips 203.0.113.0/24 2001:db8::/32",
    "allow-ips --add @partners.txt",
    "allow-ips stripe --refresh",
    "allow-ips --list",
  ],
  argument: {
    usage: "[cidr...]",
    text: "ranges such as 203.0.113.0/24 or 2001:db8::/32, single addresses, the senders appsflyer, github or stripe, @FILE with one a line, or - for standard input",
    values: senderNames,
  },
  settings: ["stage"],
  flags: {
    add: { text: "add these to the list" },
    remove: { text: "remove these from the list" },
    list: { text: "print who may call" },
    clear: { text: "let everybody call" },
    refresh: {
      value: "[file]",
      text: "read a sender's addresses anew, from its own source or from this file; a copy is kept beside the state file",
    },
  },
  does: "steps",
  async run({ io, argument, options, session }) {
    const { actionOf } = await import("./action.ts");
    const action = await actionOf(io, argument, options);
    const work = await import("./run-allow-ips.ts");
    if (action.type === "list") return session({ changes: false }, work.listAllowed);
    const { mayShutOut, typedAgain } = await import("./may-shut-out.ts");
    const asks = (session: Session): Promise<boolean> => mayShutOut(session, options, typedAgain(argument, options));
    const run = work.runAllowIps(action.keep);
    if (action.type === "set") return session({ settings: { allowIps: action.ranges }, asks }, run);
    const { withoutRanges, withRanges } = await import("./changed-list.ts");
    const change = action.type === "add" ? withRanges : withoutRanges;
    const settingsFrom = async (session: Session) => ({
      allowIps: change(await work.currentList(session), action.ranges),
    });
    return session({ settingsFrom, asks }, run);
  },
});
