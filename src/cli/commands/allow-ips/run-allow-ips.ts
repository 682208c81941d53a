import { isDeepStrictEqual } from "node:util";
import { CliError } from "../../../engine/errors.ts";
import { need } from "../../../engine/need.ts";
import { before, locate, some } from "../../../engine/run/up.ts";
import type { Step } from "../../../engine/step/step.ts";
import { readSettingsFile } from "../../../settings/file/settings-file.ts";
import { readSettings } from "../../../settings/sources.ts";
import { access, api, deployment, proxy } from "../../../steps/index.ts";
import { isOpenToAll, OPEN } from "../../endpoint/open-to-all.ts";
import { proveEndpoint } from "../../endpoint/prove-endpoint.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";
import { proveBothSides } from "./prove-both-sides.ts";

const NO_LIST = "There is a resource policy, and it is of another kind than a list of addresses that may call.";

/** Prints who may call. */
export async function listAllowed(session: Session): Promise<void> {
  await locate(before(deployment, proxy), session);
  need(session, api);
  const found = session.known.get(access);
  const list = found?.ids.allow ?? [];
  if (found === undefined)
    session.report.event({ type: "note", text: "Everybody may call: there is no resource policy." });
  else if (list.length === 0) session.report.event({ type: "warning", text: NO_LIST });
  session.report.result({ allow: list, policy: found !== undefined }, list);
}

/** The list that AWS has, or while there is no REST API the one that is asked for; empty when everybody may call. */
export async function currentList(session: Session): Promise<readonly string[]> {
  await locate(before(deployment, proxy), session);
  if (session.known.get(api) === undefined) return session.config.allowIps ?? [];
  const list = session.known.get(access)?.ids.allow;
  if (list?.length !== 0) return list ?? [];
  throw new CliError(NO_LIST, {
    hint: 'Run "kinesis-proxy allow-ips CIDR" to put a list in its place.',
  });
}

/** Sets who may call, deploys, and probes the endpoint from this machine. */
export const runAllowIps =
  (keep: () => Promise<void>) =>
  async (session: Session, steps: readonly Step[]): Promise<void> => {
    const results = await some(steps, proxy, session);
    await keep();
    const list = session.config.allowIps ?? [];
    const elsewhere = otherwise(session.io, list);
    if (elsewhere !== undefined)
      session.report.event({
        type: "warning",
        text: `${elsewhere} has another list, and the next up goes back to it.`,
      });
    const url = steps.includes(deployment) ? proxyUrl(session) : undefined;
    if (url !== undefined && (await proveEndpoint(session, url))) await proveBothSides(session);
    if (url === undefined) {
      const text = 'It takes effect with the first deployment: run "kinesis-proxy deploy".';
      session.report.event({ type: "note", text });
    }
    if (isOpenToAll(session)) session.report.event({ type: "warning", text: OPEN });
    session.report.result({ outcome: results.get("access")?.outcome, allow: list, url }, list);
  };

/** What gives `up` another list: a variable or the settings file, which count before the state file. */
function otherwise({ env, cwd }: Session["io"], list: readonly string[]): string | undefined {
  const given = readSettings({ flags: {}, env, file: readSettingsFile(cwd), cwd }).allowIps;
  return given === undefined || isDeepStrictEqual(given.value, list) ? undefined : given.label;
}
