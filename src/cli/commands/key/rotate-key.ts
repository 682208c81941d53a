import { converge } from "../../../engine/run/converge.ts";
import { locate } from "../../../engine/run/up.ts";
import { apiKeyValue } from "../../../steps/key/api-key.ts";
import type { KeyFound } from "../../../steps/key/key-found.ts";
import { beginRotation, endRotation } from "../../../steps/key/rotation.ts";
import { api, key } from "../../../steps/index.ts";
import { ask, NOTHING_CHANGED } from "../../terminal/confirm.ts";
import type { Session } from "../../session.ts";
import { foundKey } from "./show-key.ts";

/** Makes a second key, and answers with its value. */
export async function startRotation(session: Session): Promise<void> {
  const { ids } = await beginRotation(await wholeKey(session), session);
  const value = (await apiKeyValue(session, ids.id)) ?? "";
  const tell = (text: string): void => session.report.event({ type: "note", text });
  tell(`New API key ${ids.id}; the old one, ${ids.oldId}, stays valid. A new key takes up to a minute to work.`);
  tell("Once all senders send the new one:");
  tell("  kinesis-proxy key rotate --finish");
  session.report.result({ outcome: "created", ...ids, header: "x-api-key", value }, [value]);
}

/** Deletes the old key, once the new one is sure to be in the usage plan. */
export async function finishRotation(session: Session, { yes }: { readonly yes?: boolean | undefined }): Promise<void> {
  const found = await wholeKey(session);
  const { id, oldId } = found.ids;
  const answer = (outcome: string, line: string): void =>
    session.report.result({ outcome, id, oldId, header: "x-api-key" }, [line]);
  if (oldId === undefined) return answer("unchanged", "No rotation is unfinished: there is one key.");
  session.report.close();
  if (yes !== true && !(await ask(session.io, `Delete the API key ${oldId}? Who still sends it gets 403.`))) {
    session.decline();
    return answer("kept", NOTHING_CHANGED);
  }
  await endRotation(found, session);
  answer("removed", `Deleted the API key ${oldId}: ${id} is the only one now.`);
}

/** The key, enabled and in the usage plan. */
async function wholeKey(session: Session): Promise<KeyFound> {
  await locate([api], session);
  const found = await foundKey(session);
  return key.drift(found, session).length === 0 ? found : (await converge(key, session)).found;
}
