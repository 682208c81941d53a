import { defineCommand } from "../../command.ts";

/** Sets or lists who may call. */
export const allowIps = defineCommand({
  name: "allow-ips",
  summary: "who may call",
  description:
    "Lets only these addresses and ranges call; everybody else gets 403. Deploys, since a resource policy alone changes nothing, and shows by a request what it means for this machine.",
  examples: ["allow-ips 203.0.113.0/24 2001:db8::/32", "allow-ips --list"],
  argument: { usage: "[cidr...]", text: "ranges such as 203.0.113.0/24 or 2001:db8::/32, or single addresses" },
  settings: ["stage"],
  flags: { list: { text: "print who may call" }, clear: { text: "let everybody call" } },
  does: "steps",
  async run({ argument, options, session }) {
    const { choice, listAllowed, runAllowIps } = await import("./run-allow-ips.ts");
    const allowIps = choice(argument, options);
    if (allowIps === "list") return session({ changes: false }, listAllowed);
    return session({ settings: { allowIps } }, runAllowIps);
  },
});
