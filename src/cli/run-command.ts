import type { IO } from "../report/io.ts";
import type { Change } from "./change/change.ts";
import type { Call, Code, Command, SessionNeeds } from "./command.ts";
import type { Needs, Overrides, Session } from "./session.ts";
import { withSession, withStreams } from "./session/with-session.ts";

/** Runs a command with these options; resolves with the exit code. */
export async function runCommand(
  command: Command,
  given: Pick<Call, "options" | "argument"> & { readonly io: IO },
  overrides: Overrides,
): Promise<Code> {
  const { io, options } = given;
  const open = async (needs: Omit<Needs, "command">, work: (session: Session) => Promise<Code | void>): Promise<Code> =>
    (await withSession(io, { ...options, ...needs.options }, overrides, { command: command.name, ...needs }, work)) ??
    0;
  const plan: Call["plan"] = (change, needs) =>
    open({ ...needs, ...looksOf(change), changes: false, plans: true }, async (session) => {
      const { stepsFor } = await import("./change/steps-for.ts");
      const { runPlan } = await import("./commands/plan/run-plan.ts");
      return (await runPlan(session, change, await stepsFor(change, session))) ? 3 : 0;
    });
  const session: Call["session"] = (needs, work) => {
    const change = changeOf(command, needs);
    if (change === undefined) return open({ changes: false, ...needs }, (session) => work(session, []));
    if (options.dryRun === true) return plan(change, needs);
    return open({ ...needs, ...looksOf(change), changes: true, what: change }, async (session) => {
      const { stepsFor } = await import("./change/steps-for.ts");
      return work(session, await stepsFor(change, session));
    });
  };
  const reading: Call["reading"] = async (named, own, work, looks) => {
    if (!named) return open({ changes: false, options: own, ...looks }, work);
    return (await withStreams(io, { ...options, ...own }, overrides, work)) ?? 0;
  };
  return (await command.run({ ...given, session, reading, plan })) ?? 0;
}

function changeOf({ does, name }: Command, { keep, changes }: SessionNeeds): Change | undefined {
  if (does === undefined || changes === false) return undefined;
  return does === "steps" ? { type: "up", command: name } : { type: does, keep };
}

/** What is looked at: everything for `down`, the wanted steps for `up`; a single step looks at a few only. */
function looksOf({ type, command }: Change): Pick<Needs, "looks"> {
  if (type === "down") return { looks: "all" };
  return command === undefined ? { looks: "wanted" } : {};
}
