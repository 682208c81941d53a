import type { Command } from "commander";
import type { Needs, Session } from "./session.ts";
import type { App } from "./program.ts";
import type { Change } from "./change.ts";

/** Runs a command that changes something, or with --dry-run shows what it would do and changes nothing. */
export function orPlan<T>(
  command: Command,
  app: App,
  what: Change,
  needs: Pick<Needs, "settings" | "consent">,
  work: (session: Session) => Promise<T>,
): Promise<T | void> {
  if (command.opts<{ dryRun?: boolean }>().dryRun !== true)
    return app.run(command, { changes: true, what, ...looksOf(what), ...needs }, work);
  return showing(command, app, what, needs);
}

/** Shows a plan; exit code 3 when there is something to do. */
export function showing(
  command: Command,
  app: App,
  what: Change,
  needs: Pick<Needs, "settings" | "consent"> = {},
): Promise<void> {
  return app.run(command, { changes: false, plans: true, ...looksOf(what), ...needs }, async (session) => {
    const { showPlan } = await import("./commands/plan/run-plan.ts");
    if (await showPlan(session, what)) app.exit(3);
  });
}

/** What is looked at: all for `down`; what is wanted for `up`; a step by itself looks at a few only. */
function looksOf(what: Change): Pick<Needs, "looks"> {
  if (what.type === "down") return { looks: "all" };
  return what.commands === undefined ? { looks: "wanted" } : {};
}
