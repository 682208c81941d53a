import { systemClock } from "../../../engine/clock.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import { inspectLock, removeLock } from "../../../state/lock/lock.ts";
import { describeOwner } from "../../../state/lock/locked-error.ts";
import { ask, requireTerminal, NOTHING_CHANGED } from "../../terminal/confirm.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { reportOptions } from "../../session/report-options.ts";
import type { Source } from "../../../settings/sources.ts";
import { whichProxy } from "../../session/which-proxy.ts";

/** Removes the lock on the state file of this proxy; asks when its owner may still be there. */
export async function runUnlock(io: IO, options: GlobalOptions & Source): Promise<void> {
  const report = await chooseReporter(io, reportOptions(options, io));
  const { path } = await whichProxy(io, options);
  const held = await inspectLock(path);
  if (held === undefined) return report.result({ unlocked: false }, ["Nobody holds the lock."]);
  const who = held.owner === undefined ? "an unknown process" : describeOwner(held.owner, systemClock.now());
  if (held.alive) {
    requireTerminal(io, options, `The lock is held by ${who}, and there`);
    const question = `The lock is held by ${who}, which is still there or cannot be asked.\nTwo commands at once would damage the state file. Remove the lock?`;
    if (options.yes !== true && !(await ask(io, question)))
      return report.result({ unlocked: false, owner: held.owner }, [NOTHING_CHANGED]);
  }
  const unlocked = await removeLock(path);
  report.result({ unlocked, owner: held.owner }, [`Unlocked: it was held by ${who}.`]);
}
