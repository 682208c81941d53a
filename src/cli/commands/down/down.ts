import type { Command } from "commander";
import type { StepName } from "../../../engine/found.ts";
import { consentOf, type DownOptions } from "../../consent-of.ts";
import { flags, withFlags, type GlobalOptions } from "../../options.ts";
import { orPlan } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function down(program: Command, app: App): void {
  const command = program
    .command("down")
    .summary("take away all that is ours")
    .description(
      "Takes away everything that kinesis-proxy made for this proxy, and nothing else. Asks first; without a terminal it wants --yes. A stream that holds records or has consumers, and a REST API with parts of others in it, stay unless you say yes to a second question or pass the flag. Safe to run twice. Exit code 0 also when the answer is no, and for what you chose to keep; 3 when something that should go stays.",
    );
  withFlags(
    command,
    flags.streamName(),
    flags.roleName(),
    flags.apiName(),
    flags.stage(),
    flags.down(),
    flags.changes(),
  ).action(async (options: DownOptions) => {
    const { mayAsk } = await import("../../confirm.ts");
    if (options.dryRun !== true) mayAsk(app.io, command.optsWithGlobals());
    const keepStream = options.keepStream === true;
    const what = { type: "down", keep: new Set<StepName>(keepStream ? ["stream"] : []) } as const;
    await orPlan(command, app, what, { consent: consentOf(options) }, async (session) => {
      const { takeDown } = await import("./run-down.ts");
      const yes = command.optsWithGlobals<GlobalOptions>().yes === true;
      if (!(await takeDown(session, { keepStream, yes }))) app.exit(3);
    });
  });
}
