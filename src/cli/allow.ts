import { UsageError } from "../core/errors.ts";
import { before, locate, some } from "../core/run.ts";
import { access, deployment, proxy } from "../steps/index.ts";
import { proxyUrl } from "./answer.ts";
import type { Session } from "./app.ts";
import { prove } from "./prove.ts";
import { allowList } from "./settings.ts";

/** What `allow-ips` is to do: list, or set this list (empty: everybody may call). */
export function choice(
  cidrs: readonly string[],
  { list, clear }: { readonly list?: boolean; readonly clear?: boolean },
): "list" | readonly string[] {
  const ways = [cidrs.length > 0, list === true, clear === true].filter(Boolean).length;
  if (ways !== 1)
    throw new UsageError(
      ways === 0 ? "There is no address to allow." : "Addresses, --list and --clear exclude each other.",
      'Write "kinesis-proxy allow-ips 203.0.113.0/24", or pass --list or --clear.',
    );
  return list === true ? "list" : allowList(cidrs);
}

/** Prints who may call. */
export async function listAllowed(session: Session): Promise<void> {
  await locate(before(deployment, proxy), session);
  const found = session.known.get("access");
  const list = found?.ids.allow ?? [];
  if (found === undefined)
    session.report.event({ type: "note", text: "Everybody may call: there is no resource policy." });
  else if (list.length === 0)
    session.report.event({ type: "warning", text: "There is a resource policy, but not one that lists addresses." });
  session.report.result({ allow: list, policy: found !== undefined }, list);
}

/** Sets who may call, deploys, and shows what it means for this machine. */
export async function allow(session: Session): Promise<void> {
  const outcome = (await some([access], proxy, session)).get("access")?.outcome;
  const list = session.config.allow ?? [];
  const url = await redeploy(session);
  if (url !== undefined) await prove(session, url);
  session.report.result({ outcome, allow: list, url }, list);
}

async function redeploy(session: Session): Promise<string | undefined> {
  await locate(before(deployment, proxy), session);
  if ((await deployment.find(session)) === undefined) {
    session.report.event({
      type: "note",
      text: 'It takes effect with the first deployment: run "kinesis-proxy deploy".',
    });
    return undefined;
  }
  await some([deployment], proxy, session);
  return proxyUrl(session);
}
