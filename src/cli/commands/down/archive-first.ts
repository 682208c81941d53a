import { before, locate } from "../../../engine/run/up.ts";
import { archive, deployment, proxy } from "../../../steps/index.ts";
import { pauseRoutes } from "../../../steps/stage/pause.ts";
import { archiveHealthOf } from "../../endpoint/archive-health.ts";
import type { Session } from "../../session.ts";

/** Finds the proxy's archive and its endpoint; false where `down` takes no archive away. */
export async function findArchive(session: Session, keep: ReadonlySet<string>): Promise<boolean> {
  const { config, state, known } = session;
  if (keep.has(archive.name) || (config.archive === undefined && state.get(archive) === undefined)) return false;
  await locate([...before(deployment, proxy), deployment, archive], session);
  return known.get(archive)?.ours === true;
}

/** Says that the archive does not hold all of the records, before anything of them goes. */
export async function warnOfUndelivered(session: Session): Promise<void> {
  const health = await archiveHealthOf(session);
  if (health?.failing !== true) return;
  const { code = "", message = "" } = health.error ?? {};
  const why = health.error === undefined ? "" : ` (${`${code} ${message}`.trim()})`;
  const text = `The archive's newest delivery failed${why}: what Firehose could not write is in the stream only, and goes with it. To keep it, mend the bucket first.`;
  session.report.event({ type: "warning", text });
}

/** Lets nobody call any more: what comes while the archive waits for its last object would be in none. */
export async function shutEndpoint(session: Session): Promise<void> {
  if (session.known.get(deployment)?.ours !== true) return;
  const shut = await pauseRoutes(session);
  if (shut.length === 0) return;
  const text =
    'Every request gets 429 from now on, so that the archive has all that was accepted. Should this run end here, go on with "kinesis-proxy down", or back with "kinesis-proxy resume".';
  session.report.event({ type: "note", text });
}
