import { untilPaused } from "../../../aws/probe/until-paused.ts";
import { CliError } from "../../../engine/errors.ts";
import { need } from "../../../engine/need.ts";
import { before, locate } from "../../../engine/run/up.ts";
import { deployment, proxy } from "../../../steps/index.ts";
import { pauseRoutes, resumeRoutes } from "../../../steps/stage/pause.ts";
import { proveEndpoint, singleProbe } from "../../endpoint/prove-endpoint.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";

/** Lets nobody call, and proves it by a request. */
export async function runPause(session: Session): Promise<void> {
  const url = await lookAt(session);
  const changed = await pauseRoutes(session);
  const met = await untilPaused(true, await singleProbe(session), session);
  if (met.type === "endpoint")
    throw new CliError(`The endpoint is paused, but a request still gets through (it answers ${met.answer}).`, {
      hint: 'Run "kinesis-proxy pause" again in a minute; "kinesis-proxy allow-ips 127.0.0.1" shuts everybody out, too.',
    });
  session.report.event(
    met.type === "throttle"
      ? { type: "note", text: "Proved: a request gets 429, and nothing is stored." }
      : { type: "warning", text: "Not proved: requests from this machine get 403, paused or not." },
  );
  const done = changed.length > 0 ? "Paused" : "Paused already";
  session.report.result({ paused: true, changed: changed.length > 0, url }, [
    `${done}: ${url} lets nobody through. To go on: kinesis-proxy resume`,
  ]);
}

/** Lets callers through again, and proves it by a request. */
export async function runResume(session: Session): Promise<void> {
  const url = await lookAt(session);
  const changed = await resumeRoutes(session);
  await untilPaused(false, await singleProbe(session), session);
  await proveEndpoint(session, url);
  session.report.result({ paused: false, changed: changed.length > 0, url }, [
    changed.length > 0 ? `Takes requests again: ${url}` : `Was not paused: ${url}`,
  ]);
}

/** Finds the endpoint and what its probe needs; gives its URL. Throws where there is none, and on a stage of others. */
async function lookAt(session: Session): Promise<string> {
  await locate([...before(deployment, proxy), deployment], session);
  if (need(session, deployment).ours) return proxyUrl(session) ?? "";
  throw new CliError(`The stage ${session.config.stage} of this API is not this proxy's.`, {
    hint: "Stop it by its own throttle, with update-stage of `aws apigateway`.",
    exitCode: 3,
  });
}
