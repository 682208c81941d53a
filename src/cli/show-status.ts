import { describeDrift } from "../core/events.ts";
import type { Drift } from "../core/errors.ts";
import type { Found, StepName } from "../core/found.ts";
import { inspect } from "../core/run.ts";
import type { AnyStep, Step } from "../core/step.ts";
import { proxy } from "../steps/index.ts";
import { proxyAnswer, proxyUrl } from "./answer.ts";
import type { Session } from "./app.ts";

interface Seen {
  readonly found: Found[StepName] | undefined;
  readonly drift: readonly Drift[];
}

/** Shows each step as AWS has it; false when something is missing or differs. */
export async function showStatus(session: Session): Promise<boolean> {
  const seen = await inspect(proxy, session);
  const looks = proxy
    .map((step) => ({ step, ...seen.get(step.name)! }))
    .filter((one) => one.found ?? asked(one.step, session));
  const nothing = looks.every(({ found }) => found === undefined);
  const steps = Object.fromEntries(looks.map((one) => [one.step.name, answer(one)]));
  const url = seen.get("deployment")?.found === undefined ? undefined : proxyUrl(session);
  const lines = nothing ? ["Nothing is there."] : looks.map((one) => line(one.step.title(session), one));
  session.report.result({ ...proxyAnswer(session, steps), url }, url === undefined ? lines : [...lines, "", url]);
  return nothing || looks.every(({ found, drift }) => found !== undefined && drift.length === 0);
}

function asked(step: AnyStep, session: Session): boolean {
  const { wanted } = step as Step;
  return wanted === undefined || wanted(session) === true;
}

function answer({ found, drift }: Seen) {
  if (found === undefined) return { outcome: "absent" };
  const outcome = drift.length === 0 ? "unchanged" : "repair";
  return { outcome, ours: found.ours, ...found.ids, ...(drift.length > 0 && { drift }) };
}

function line(title: string, { found, drift }: Seen): string {
  if (found === undefined) return `- ${title}: missing`;
  const whose = found.ours ? "" : ", not made by kinesis-proxy";
  const id = idOf(found);
  return drift.length === 0
    ? `= ${title}: as asked${whose}${id}`
    : `~ ${title}: differs (${describeDrift(drift)})${whose}${id}`;
}

function idOf({ ids }: Found[StepName]): string {
  const id = "arn" in ids ? ids.arn : "id" in ids ? ids.id : undefined;
  return id === undefined || id === "" ? "" : `, ${id}`;
}
