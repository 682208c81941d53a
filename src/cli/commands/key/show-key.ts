import { CliError } from "../../../engine/errors.ts";
import { locate } from "../../../engine/run/up.ts";
import { apiKeyValue } from "../../../steps/key/api-key.ts";
import { ROTATING } from "../../../steps/key/rotation.ts";
import type { KeyFound } from "../../../steps/key/key-found.ts";
import { key } from "../../../steps/index.ts";
import type { Session } from "../../session.ts";

/** Answers with the value of the proxy's API key. */
export async function showKey(session: Session): Promise<void> {
  const { id, oldId } = (await foundKey(session)).ids;
  const value = (await apiKeyValue(session, id)) ?? "";
  if (oldId !== undefined) session.report.event({ type: "note", text: ROTATING });
  session.report.result({ id, oldId, header: "x-api-key", value }, [value]);
}

/** The proxy's API key; throws where there is none. */
export async function foundKey(session: Session): Promise<KeyFound> {
  await locate([key], session);
  const found = session.known.get(key);
  if (found !== undefined && found.ids.id !== "") return found;
  throw new CliError("This proxy has no API key.", {
    hint: 'Run "kinesis-proxy up --api-key" to make one, which callers must send from then on.',
  });
}
