import { dirname } from "node:path";
import { removeEmptyFolder } from "../state/empty-folder.ts";
import type { Session } from "./app.ts";
import { bringUp } from "./bring-up.ts";
import { ownCommand } from "./own-command.ts";
import { showRecords } from "./show-records.ts";

type Run = <T>(changes: boolean, work: (session: Session) => Promise<T>) => Promise<T | undefined>;

/** Brings the proxy up on the local AWS at `origin`, then follows its stream until Ctrl-C. */
export async function develop(run: Run, origin: string): Promise<void> {
  const state = await run(true, async (session) => {
    // What an earlier local AWS had is gone with it.
    await session.state.remove();
    await bringUp(session, { probe: true });
    const tell = (text: string): void => session.report.event({ type: "note", text });
    tell(`Local AWS: ${origin} (for the AWS CLI: --endpoint-url ${origin})`);
    tell(`In another terminal: ${ownCommand(session, ["send"])}`);
    tell("Records appear below as they arrive. Ctrl-C ends all of it.");
    return session.state;
  });
  try {
    const options = { decode: true };
    await run(false, (session) => showRecords(session, options, { endless: true, since: { type: "latest" } }));
  } finally {
    await state?.remove();
    if (state !== undefined) await removeEmptyFolder(dirname(state.path));
  }
}
