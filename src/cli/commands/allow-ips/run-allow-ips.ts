import { UsageError } from "../../../engine/errors.ts";
import { need } from "../../../engine/need.ts";
import { before, locate, some } from "../../../engine/run.ts";
import type { Step } from "../../../engine/step.ts";
import { access, api, deployment, proxy } from "../../../steps/index.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";
import { prove } from "../../endpoint/prove-endpoint.ts";

/** What `allow-ips` does: list, or set this list (empty: everybody may call). */
export function choice(
  cidrs: readonly string[],
  { list, clear }: { readonly list?: boolean | undefined; readonly clear?: boolean | undefined },
): "list" | readonly string[] {
  const ways = [cidrs.length > 0, list === true, clear === true].filter(Boolean).length;
  if (ways !== 1)
    throw new UsageError(
      ways === 0 ? "There is no address to allow." : "Addresses, --list and --clear exclude each other.",
      'Write "kinesis-proxy allow-ips 203.0.113.0/24", or pass --list or --clear.',
    );
  return list === true ? "list" : cidrs;
}

/** Prints who may call. */
export async function listAllowed(session: Session): Promise<void> {
  await locate(before(deployment, proxy), session);
  need(session, api);
  const found = session.known.get(access);
  const list = found?.ids.allow ?? [];
  if (found === undefined)
    session.report.event({ type: "note", text: "Everybody may call: there is no resource policy." });
  else if (list.length === 0)
    session.report.event({ type: "warning", text: "There is a resource policy, but not one that lists addresses." });
  session.report.result({ allow: list, policy: found !== undefined }, list);
}

/** Sets who may call, deploys, and probes the endpoint from this machine. */
export async function runAllowIps(session: Session, steps: readonly Step[]): Promise<void> {
  const results = await some(steps, proxy, session);
  const list = session.config.allowIps ?? [];
  const url = steps.includes(deployment) ? proxyUrl(session) : undefined;
  if (url !== undefined) await prove(session, url);
  else {
    const text = 'It takes effect with the first deployment: run "kinesis-proxy deploy".';
    session.report.event({ type: "note", text });
  }
  session.report.result({ outcome: results.get("access")?.outcome, allow: list, url }, list);
}
