import type { Command } from "commander";
import { flags, withFlags } from "../options.ts";
import type { App } from "../program.ts";

export function up(program: Command, app: App): void {
  const command = program
    .command("up")
    .summary("make or mend everything, and wait until the endpoint works")
    .description(
      "Makes what is missing, mends what differs, leaves the rest; then waits until a request really goes through, and prints the invoke URL. Safe to run twice, to interrupt and to run again.",
    );
  withFlags(command, [flags.streamName(), flags.roleName(), flags.apiName()], flags.stream(), [
    flags.path(),
    ...flags.method(),
    flags.schema(),
    ...flags.mapping(),
    flags.respond(),
    flags.stage(),
  ])
    .option("--allow-ips <cidr...>", "who may call; everybody else gets 403")
    .option("--no-probe", "do not wait until the endpoint works")
    .action((options: { readonly probe: boolean }) =>
      app.run(command, { changes: true }, async (session) => {
        const { bringUp } = await import("../bring-up.ts");
        await bringUp(session, options);
      }),
    );
}
