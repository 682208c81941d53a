import { setMaxListeners } from "node:events";
import { systemClock } from "../../engine/clock.ts";
import type { Clock } from "../../engine/context.ts";
import { GO_ON, InterruptedError, TimedOutError } from "../../engine/errors.ts";
import { chooseReporter } from "../../report/choose-reporter.ts";
import type { IO } from "../../report/io.ts";
import { removeEmptyFolder } from "../../state/empty-folder.ts";
import type { GlobalOptions } from "../global-flags.ts";
import type { Source } from "../../settings/sources.ts";
import { stateFolder } from "./state-path.ts";
import { reportOptions } from "./report-options.ts";
import { NOTHING_CHANGED } from "../terminal/confirm.ts";
import type { Needs, Overrides, ReadSession, Session } from "../session.ts";
import { deadline, timeoutOf } from "./deadline.ts";
import { open } from "./open.ts";
import { trackProgress, type Progress } from "./track-progress.ts";

/** Opens a session, lends it to `work`, and cleans up; undefined when a question before `work` was answered no. Errors of the SDK
 * are explained. */
export function withSession<T>(
  io: IO,
  options: GlobalOptions & Source,
  overrides: Overrides,
  needs: Needs,
  work: (session: Session) => Promise<T>,
): Promise<T | undefined> {
  return withTools(io, options, overrides, needs, (here, tools) => open(here, options, needs, tools, work));
}

/** The same for `work` that only reads streams, named by its own options: it needs neither a state file nor another service. */
export async function withStreams<T>(
  io: IO,
  options: GlobalOptions & Source,
  overrides: Overrides,
  work: (session: ReadSession) => Promise<T>,
): Promise<T> {
  const { openStreams } = await import("./open-streams.ts");
  return withTools(io, options, overrides, { changes: false }, (here, tools) =>
    openStreams(here, options, tools, work),
  );
}

async function withTools<T>(
  io: IO,
  options: GlobalOptions,
  overrides: Overrides,
  needs: Pick<Needs, "changes">,
  use: (io: IO, tools: Overrides & { readonly clock: Clock; readonly report: Progress }) => Promise<T>,
): Promise<T> {
  const clock = overrides.clock ?? systemClock;
  const limit = deadline(io.signal, timeoutOf(options.timeout), clock);
  // Each request under way listens to it.
  setMaxListeners(0, limit.signal);
  const report = trackProgress(overrides.report ?? (await chooseReporter(io, reportOptions(options, io))));
  try {
    return await use({ ...io, signal: limit.signal }, { ...overrides, clock, report });
  } catch (error) {
    throw needs.changes ? withProgress(error, report) : error;
  } finally {
    limit.stop();
    report.close();
    if (needs.changes && options.state === undefined) await removeEmptyFolder(stateFolder(io.cwd));
  }
}

/** The end of a run before its time, with how far it has come. */
function withProgress(error: unknown, report: Progress): unknown {
  const hint = report.onlyLooked() ? NOTHING_CHANGED : [report.summary(), GO_ON].filter(Boolean).join(" ");
  if (error instanceof TimedOutError) return new TimedOutError(error.ms, hint);
  return error instanceof InterruptedError ? new InterruptedError(hint) : error;
}
