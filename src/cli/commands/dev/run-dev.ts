import { rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { CliError } from "../../../engine/errors.ts";
import type { Reporter } from "../../../engine/events.ts";
import type { IO } from "../../../report/io.ts";
import { removeEmptyFolder } from "../../../state/empty-folder.ts";
import type { FileState } from "../../../state/file-state.ts";
import { lockPath } from "../../../state/lock/lock.ts";
import { proxy } from "../../../steps/index.ts";
import type { Call, Code } from "../../command.ts";
import type { Session } from "../../session.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import type { Source } from "../../../settings/sources.ts";
import { offlineConfig } from "../../session/asked.ts";
import { untilInterrupted } from "../../until-interrupted.ts";
import { runUp } from "../up/run-up.ts";
import { interrupted, serveLocal, type ServeOptions } from "../local/serve-local.ts";
import { showRecords } from "../../records/show-records.ts";
import { streamBatches } from "../../records/streams/stream-batches.ts";

/** Serves the local AWS, brings the proxy up on it, and follows its stream until Ctrl-C. */
export async function runDev(
  io: IO,
  options: GlobalOptions & Source & ServeOptions,
  open: Call["session"],
): Promise<Code> {
  // What is wrong with the settings is said before anything starts.
  await offlineConfig(io, { ...options, local: true });
  let report: Reporter | undefined;
  const tell = (text: string): void => report?.event({ type: "note", text });
  const { promise: serving, resolve: served } = signalled();
  // Faults are for the endpoint's callers, so they begin once it works.
  await using server = await serveLocal(io, options, { tell, of: "refused" }, serving);
  const there = { local: true, localPort: server.port, yes: true };
  const run = (changes: boolean, work: (session: Session) => Promise<void>): Promise<Code> =>
    open({ changes, again: !changes, options: there }, (session) => {
      report = session.report;
      return work(session);
    });
  return await untilInterrupted(() => develop(run, server.url, served));
}

type Run = (changes: boolean, work: (session: Session) => Promise<void>) => Promise<Code>;

/** Brings the proxy up on the local AWS at `origin`, then follows its stream. `served` is called once the endpoint works. */
async function develop(run: Run, origin: string, served: () => void): Promise<Code> {
  let state: FileState | undefined;
  let locked = true;
  try {
    await run(true, async (session) => {
      // The resources of an earlier local AWS are gone.
      await session.state.remove();
      state = session.state;
      session.io.atExit?.(() => removeNow(session.state.path, locked));
      await runUp(session, proxy, { probe: true });
      const tell = (text: string): void => session.report.event({ type: "note", text });
      tell(`Local AWS: ${origin} (for the AWS CLI: --endpoint-url ${origin})`);
      tell("In another terminal: kinesis-proxy send");
    }).catch(withoutWayBack);
    locked = false;
    return await run(false, async (session) => {
      served();
      const text = "Records appear below as they arrive. Ctrl-C ends all of it.";
      session.report.event({ type: "note", text });
      await follow(session);
    });
  } finally {
    await state?.remove();
    if (state !== undefined) await removeEmptyFolder(dirname(state.path));
  }
}

/** Shows the records; keeps serving where they cannot be read. */
async function follow(session: Session): Promise<void> {
  const { report, signal } = session;
  try {
    await showRecords(session, {}, (seen, watched) =>
      streamBatches(
        seen,
        { decode: true },
        { endless: true, since: { type: "latest" }, ...watched },
        { type: "proxy" },
      ),
    );
  } catch (error) {
    if (!signal.aborted) {
      const text = `The records cannot be shown (${(error as Error).message}). The endpoint keeps serving.`;
      report.event({ type: "warning", text });
      await interrupted(signal);
    }
    throw signal.aborted ? signal.reason : error;
  } finally {
    report.event({ type: "note", text: "The local AWS has ended, and all that was in it is gone." });
  }
}

/** Replaces the hint, which refers to a local AWS that has ended. */
function withoutWayBack(error: unknown): never {
  if (!(error instanceof CliError) || error.exitCode === 2 || error.exitCode === 130) throw error;
  const hint = 'Nothing is left of this run. Run "kinesis-proxy dev --debug" to see each call.';
  throw new CliError(error.message, { hint, exitCode: error.exitCode, cause: error });
}

/** Removes the state file and the lock when the process ends at once. */
function removeNow(path: string, locked: boolean): void {
  rmSync(path, { force: true });
  if (locked) rmSync(lockPath(path), { force: true });
  try {
    rmdirSync(dirname(path));
  } catch {
    // The folder has other files.
  }
}

/** A promise, and what resolves it. */
function signalled(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}
