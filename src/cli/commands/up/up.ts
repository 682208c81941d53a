import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function up(program: Command, app: App): void {
  const command = program
    .command("up")
    .summary("make or mend everything, and wait until the endpoint works")
    .description(
      "Makes what is missing, mends what differs, leaves the rest; then waits until a request really goes through, and prints the invoke URL. Safe to run twice, to interrupt and to run again.",
    );
  withFlags(command, ...flags.everything(), flags.changes())
    .option("--no-probe", "do not wait until the endpoint works")
    .action((options: { readonly probe: boolean }) =>
      orPlan(command, app, { type: "up" }, {}, async (session) => {
        const { bringUp } = await import("./run-up.ts");
        await bringUp(session, options);
      }),
    );
}
