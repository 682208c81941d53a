import type { Command } from "commander";
import type { StepName } from "../../../engine/found.ts";
import { consentOf, type DownOptions } from "../../consent-of.ts";
import { flags, withFlags } from "../../options.ts";
import { showing } from "../../dry-run.ts";
import type { App } from "../../program.ts";

export function plan(program: Command, app: App): void {
  const command = program
    .command("plan")
    .summary("what `up` or `down` would do")
    .description(
      "Reads each resource from AWS and shows what `up` with the same flags (or `down`, with --down) would do: create, repair and which field, leave, remove or keep. Changes nothing. Exit code 3 when there is something to do.",
    );
  withFlags(command, ...flags.everything())
    .option("--down", "what `down` would do, with these flags:")
    .action((options: DownOptions & { readonly down?: boolean }) => {
      const keep = new Set<StepName>(options.keepStream === true ? ["stream"] : []);
      const what = options.down === true ? ({ type: "down", keep } as const) : ({ type: "up" } as const);
      return showing(command, app, what, { consent: consentOf(options) });
    });
  withFlags(command, flags.down());
}
