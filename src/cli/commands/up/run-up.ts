import { knownNothing } from "../../../engine/known.ts";
import { plan } from "../../../engine/run/plan.ts";
import { up } from "../../../engine/run/up.ts";
import type { Step } from "../../../engine/step/step.ts";
import { proxyJson, stepsJson } from "../../proxy-json.ts";
import { isOpenToAll, OPEN } from "../../endpoint/open-to-all.ts";
import { pausedLine } from "../../endpoint/paused.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";
import { proveEndpoint } from "../../endpoint/prove-endpoint.ts";
import { tellPreset } from "../../endpoint/tell-preset.ts";
import { adviseOnArchive } from "../../endpoint/archive-advice.ts";
import { adviseOnThrottle } from "../../endpoint/throttle-advice.ts";
import { warnOfWatch } from "../../endpoint/watch-warnings.ts";
import { newKeyValue, tellCalls, tellKey } from "../../endpoint/how-to-call.ts";

/** How it goes about it. */
interface UpOptions {
  /** Waits until the endpoint works. */
  readonly probe: boolean;
  /** Only this machine can reach the endpoint: that it is open to everybody goes without saying. */
  readonly alone?: boolean;
}

/** Brings all steps up, proves that the endpoint works, and answers with its URL. */
export async function runUp(
  session: Session,
  steps: readonly Step[],
  { probe, alone = false }: UpOptions,
): Promise<void> {
  await refuseFirst(session, steps);
  const results = await up(steps, session);
  const url = proxyUrl(session) ?? "";
  const apiKey = await newKeyValue(session);
  tellKey(session, apiKey);
  const paused = pausedLine(session);
  if (paused !== undefined) session.report.event({ type: "warning", text: paused });
  else if (!probe || (await proveEndpoint(session, url))) await tellCalls(session, apiKey);
  adviseOnThrottle(session, results);
  await warnOfWatch(session);
  adviseOnArchive(session, results);
  const told = tellPreset(session, url);
  const open = isOpenToAll(session);
  if (open && !alone) session.report.event({ type: "warning", text: OPEN });
  session.report.result(
    {
      ...proxyJson(session, stepsJson(results, apiKey)),
      ...(paused !== undefined && { paused: true }),
      ...(told !== undefined && { preset: told }),
      open,
    },
    [url],
  );
}

/** Refuses existing resources that cannot be used, before anything is created. */
async function refuseFirst(session: Session, steps: readonly Step[]): Promise<void> {
  const { streamArn, roleArn, apiId } = session.config;
  if ((streamArn ?? roleArn ?? apiId) === undefined) return;
  const planned = await plan(steps, steps, { ...session, known: knownNothing() });
  for (const { refusal } of planned.values()) if (refusal !== undefined) throw refusal;
}
