import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function allowIps(program: Command, app: App): void {
  const command = program
    .command("allow-ips")
    .summary("who may call")
    .description(
      "Lets only these addresses and ranges call; everybody else gets 403. Deploys, since a resource policy alone changes nothing, and shows by a request what it means for this machine.",
    )
    .argument("[cidr...]", "ranges such as 203.0.113.0/24 or 2001:db8::/32, or single addresses");
  withFlags(command, flags.stage(), flags.changes())
    .option("--list", "print who may call")
    .option("--clear", "let everybody call")
    .action(async (cidrs: readonly string[], options: { readonly list?: boolean; readonly clear?: boolean }) => {
      const { listAllowed, allow, choice } = await import("./run-allow-ips.ts");
      const chosen = choice(cidrs, options);
      if (chosen === "list") return app.run(command, { changes: false }, listAllowed);
      return orPlan(command, app, { type: "up", commands: ["allow-ips"] }, { settings: { allowIps: chosen } }, allow);
    });
}
