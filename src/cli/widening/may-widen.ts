import type { Clients } from "../../aws/clients.ts";
import { ask, requireTerminal, NOTHING_CHANGED } from "../terminal/confirm.ts";
import type { Change } from "../change/change.ts";
import type { Session } from "../session.ts";

/** Asks before a change lets in callers whom AWS refuses now; false when the answer was no. */
export async function mayWiden(
  session: Session,
  /** Twins of the clients whose answers the run will reuse. */
  ahead: Clients,
  what: Change,
  options: { readonly yes?: boolean | undefined },
): Promise<boolean> {
  if (options.yes === true) return true;
  const { widening } = await import("./widening.ts");
  const wider = await widening(what, { ...session, clients: ahead });
  if (wider.length === 0) return true;
  const lets = `This lets in who may not call now: ${wider.join("; ")}`;
  requireTerminal(session.io, options, `${lets}. There`);
  session.report.close();
  if (await ask(session.io, `${lets}.\nGo ahead?`)) return true;
  session.report.result({ changed: false }, [NOTHING_CHANGED]);
  return false;
}
