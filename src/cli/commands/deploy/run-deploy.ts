import { some } from "../../../engine/run/up.ts";
import type { Step } from "../../../engine/step/step.ts";
import { proxy } from "../../../steps/index.ts";
import { newKeyValue, tellCalls, tellKey } from "../../endpoint/how-to-call.ts";
import { pausedLine } from "../../endpoint/paused.ts";
import { adviseOnThrottle } from "../../endpoint/throttle-advice.ts";
import { warnOfWatch } from "../../endpoint/watch-warnings.ts";
import { stepsJson } from "../../proxy-json.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";

/** Deploys, and answers with the URL. */
export async function runDeploy(session: Session, steps: readonly Step[]): Promise<void> {
  const results = await some(steps, proxy, session);
  const deployment = results.get("deployment");
  const url = proxyUrl(session) ?? "";
  const apiKey = await newKeyValue(session);
  tellKey(session, apiKey);
  if (apiKey !== undefined) await tellCalls(session, apiKey);
  const paused = pausedLine(session);
  if (paused !== undefined) session.report.event({ type: "warning", text: paused });
  adviseOnThrottle(session, results);
  await warnOfWatch(session);
  const beside = Object.entries(stepsJson(results, apiKey)).filter(([name]) => isBeside(name));
  const answer = {
    outcome: deployment?.outcome,
    ...deployment?.found?.ids,
    url,
    ...Object.fromEntries(beside),
    ...(paused !== undefined && { paused: true }),
  };
  session.report.result(answer, [url]);
}

/** Is it one of the optional steps that this command runs? */
function isBeside(name: string): boolean {
  return proxy.some((step) => step.name === name && step.command === "deploy" && step.optional);
}
