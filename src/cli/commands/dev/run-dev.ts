import { rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { CliError } from "../../../engine/errors.ts";
import { removeEmptyFolder } from "../../../state/empty-folder.ts";
import type { FileState } from "../../../state/file-state.ts";
import { lockPath } from "../../../state/lock.ts";
import type { Session } from "../../session.ts";
import { bringUp } from "../up/run-up.ts";
import { ownCommand } from "../../own-command.ts";
import { interrupted } from "../local/serve-local.ts";
import { showRecords } from "../../records/show-records.ts";

type Run = <T>(changes: boolean, work: (session: Session) => Promise<T>) => Promise<T | undefined>;

/** Brings the proxy up on the local AWS at `origin`, then follows its stream until Ctrl-C. `served` is called once the
 * endpoint works. */
export async function develop(run: Run, origin: string, served: () => void): Promise<void> {
  let state: FileState | undefined;
  let locked = true;
  try {
    await run(true, async (session) => {
      // What an earlier local AWS had is gone with it.
      await session.state.remove();
      state = session.state;
      session.io.atExit?.(() => removeNow(session.state.path, locked));
      await bringUp(session, { probe: true });
      const tell = (text: string): void => session.report.event({ type: "note", text });
      tell(`Local AWS: ${origin} (for the AWS CLI: --endpoint-url ${origin})`);
      tell(`In another terminal: ${ownCommand(session, ["send"])}`);
    }).catch(withoutWayBack);
    locked = false;
    await run(false, async (session) => {
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

/** Shows the records, and goes on serving where they cannot be read. */
async function follow(session: Session): Promise<void> {
  const { report, signal } = session;
  try {
    await showRecords(session, { decode: true }, { endless: true, since: { type: "latest" } });
  } catch (error) {
    if (!signal.aborted) {
      const text = `The records cannot be shown (${(error as Error).message}). The endpoint goes on serving.`;
      report.event({ type: "warning", text });
      await interrupted(signal);
    }
    throw signal.aborted ? signal.reason : error;
  } finally {
    report.event({ type: "note", text: "The local AWS has ended, and all that was in it is gone." });
  }
}

/** The hint of a command that failed leads to an AWS that is gone with it. */
function withoutWayBack(error: unknown): never {
  if (!(error instanceof CliError) || error.exitCode === 2 || error.exitCode === 130) throw error;
  const hint = 'Nothing is left of this run. Run "kinesis-proxy dev --debug" to see each call.';
  throw new CliError(error.message, { hint, exitCode: error.exitCode, cause: error });
}

/** The state file, and our lock on it, where the end came too soon to do it in order. */
function removeNow(path: string, locked: boolean): void {
  rmSync(path, { force: true });
  if (locked) rmSync(lockPath(path), { force: true });
  try {
    rmdirSync(dirname(path));
  } catch {
    // There is something else in it.
  }
}
