import { getText } from "../../../aws/http/get-text.ts";
import { agentOf } from "../../../aws/http/outward.ts";
import { isLoopback } from "../../../aws/http/plain-http.ts";
import { UsageError } from "../../../engine/errors.ts";
import { shellWord } from "../../../engine/shell-word.ts";
import { ask, isTerminal, NOTHING_CHANGED } from "../../terminal/confirm.ts";
import { before, locate } from "../../../engine/run/up.ts";
import { access, deployment, proxy } from "../../../steps/index.ts";
import type { Session } from "../../session.ts";
import { isCovered } from "../../widening/is-covered.ts";

/** AWS's own service that answers with the caller's address. */
const WHO_AM_I = "https://checkip.amazonaws.com";

/** Asks before a list that does not let in this machine; false when the answer was no. Where this machine calls from is not always
 * known: then it does not ask. Throws a UsageError where there is neither a terminal nor --yes; `again` is the command to paste. */
export async function mayShutOut(
  session: Session,
  { yes }: { readonly yes?: boolean | undefined },
  again: string | undefined,
): Promise<boolean> {
  const { config, io, report } = session;
  const { allowIps = [] } = config;
  if (yes === true || allowIps.length === 0) return true;
  const address = await ownAddress(session);
  if (address === undefined || isCovered(address, allowIps) || (await isOut(session, address))) return true;
  const text = `This machine calls from ${address}, which is not in the list: it will get 403.`;
  if (!isTerminal(io))
    throw new UsageError(
      `${text.slice(0, -1)}, and there is no terminal to ask on.`,
      again === undefined ? "Pass --yes to go ahead without being asked." : `Run "${again}" to go ahead.`,
    );
  report.close();
  if (await ask(io, `${text}\nGo ahead?`)) return true;
  report.result({ changed: false }, [NOTHING_CHANGED]);
  return false;
}

/** The command that was typed, with --yes; undefined where what it read from standard input is gone, and where it is very long. */
export function typedAgain(
  words: readonly string[],
  { add, remove, refresh, stage }: Readonly<Record<string, unknown>>,
): string | undefined {
  if (words.includes("-") || words.length > MOST) return undefined;
  const typed = [
    ...(add === true ? ["--add"] : []),
    ...(remove === true ? ["--remove"] : []),
    ...words,
    ...(refresh === true ? ["--refresh"] : typeof refresh === "string" ? ["--refresh", refresh] : []),
    ...(typeof stage === "string" ? ["--stage", stage] : []),
    "--yes",
  ];
  return `kinesis-proxy allow-ips ${typed.map(shellWord).join(" ")}`;
}

/** More words than a line to paste should have. */
const MOST = 20;

/** Is this machine refused already? */
async function isOut(session: Session, address: string): Promise<boolean> {
  await locate(before(deployment, proxy), session);
  const list = session.known.get(access)?.ids.allow ?? [];
  return list.length > 0 && !isCovered(address, list);
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
