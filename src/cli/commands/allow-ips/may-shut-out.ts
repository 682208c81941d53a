import { getText } from "../../../aws/http/get-text.ts";
import { agentOf } from "../../../aws/http/outward.ts";
import { isLoopback } from "../../../aws/http/plain-http.ts";
import { ask, isTerminal } from "../../confirm.ts";
import type { Session } from "../../session.ts";
import { isCovered } from "../../widening/is-covered.ts";

/** AWS's own service that answers with the caller's address. */
const WHO_AM_I = "https://checkip.amazonaws.com";

/** At a terminal, asks before a list that does not let in this machine; false when the answer was no. Where this machine calls from
 * is not always known: then it does not ask. */
export async function mayShutOut(session: Session, { yes }: { readonly yes?: boolean | undefined }): Promise<boolean> {
  const { config, io, report } = session;
  const { allowIps = [] } = config;
  if (yes === true || !isTerminal(io) || allowIps.length === 0) return true;
  const address = await ownAddress(session);
  if (address === undefined || isCovered(address, allowIps)) return true;
  report.close();
  const text = `This machine calls from ${address}, which is not in the list: it will get 403.`;
  return ask(io, `${text}\nGo ahead?`);
}

/** The address that the endpoint sees; undefined where it cannot be found out. */
async function ownAddress({ config, clients, signal }: Session): Promise<string | undefined> {
  if (config.endpoint !== undefined) return isLoopback(new URL(config.endpoint).hostname) ? "127.0.0.1" : undefined;
  try {
    const agent = await agentOf(clients, WHO_AM_I);
    const text = (await getText(WHO_AM_I, { signal, agent })).trim();
    return /^[\d.]+$|^[\da-f:]+$/i.test(text) ? text : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
