import { plan, planDown, type Intent, type Plan, type Planned } from "../core/plan.ts";
import { straysApart } from "../core/down.ts";
import type { AnyStep, Step } from "../core/step.ts";
import { unusedOf } from "../core/stray.ts";
import { proxy } from "../steps/index.ts";
import { proxyAnswer, worthSaying } from "./answer.ts";
import type { Session } from "./app.ts";
import { driftLines } from "./drift-lines.ts";
import type { PlanOf } from "./or-plan.ts";
import { stepsOf } from "./step-command.ts";

/** Shows what would be done; true when there is something to do or something in the way. */
export async function showPlan(session: Session, what: PlanOf): Promise<boolean> {
  const steps = what.type === "up" && what.commands !== undefined ? what.commands.flatMap(stepsOf) : proxy;
  const planned = what.type === "up" ? await plan(steps, proxy, session) : await planDown(proxy, session, what.keep);
  const strays = what.type === "down" ? await straysApart(proxy, session) : await unusedOf(steps, session);
  const shown = proxy.filter(({ name }) => planned.has(name) && worthSaying(name, planned.get(name)!.outcome));
  const answers = shown.map((step) => [step.name, answer(planned.get(step.name)!)] as const);
  const lines = shown
    .filter((step) => planned.get(step.name)?.outcome !== "absent" || asked(step, session))
    .flatMap((step) => linesOf(step.title(session), planned.get(step.name)!));
  const titles = strays.map(({ title }) => title);
  session.report.result(
    { ...proxyAnswer(session, Object.fromEntries(answers)), ...(titles.length > 0 && { strays: titles }) },
    [...lines, ...titles.map((title) => `- ${title}: remove`), "", summary(planned, titles.length)],
  );
  return titles.length > 0 || [...planned.values()].some((one) => !idle(one));
}

function asked(step: AnyStep, session: Session): boolean {
  const { wanted } = step as Step;
  return wanted === undefined || wanted(session) === true;
}

/** Nothing to do: what somebody else made and `down` leaves is as it should be, what is in the way of `up` is not. */
function idle({ outcome, refusal, found }: Planned): boolean {
  if (outcome === "keep") return refusal === undefined && (found?.ours !== true || found.imported === true);
  return outcome === "unchanged" || outcome === "absent";
}

function answer({ outcome, found, drift, detail, refusal }: Planned) {
  const why = refusal?.message ?? detail;
  return { outcome, ...found?.ids, ...(drift.length > 0 && { drift }), ...(why !== undefined && { detail: why }) };
}

const MARK: Readonly<Record<Intent, string>> = {
  create: "+",
  repair: "~",
  unchanged: "=",
  remove: "-",
  keep: "!",
  absent: "=",
};

function linesOf(title: string, { outcome, drift, detail, refusal }: Planned): readonly string[] {
  const head = `${MARK[outcome]} ${title}: ${outcome}${detail === undefined ? "" : ` (${detail})`}`;
  if (refusal !== undefined) return [`${head}. ${refusal.message}`, `  ${refusal.hint ?? ""}`];
  return [head, ...driftLines(drift).map((line) => `    ${line}`)];
}

function summary(planned: Plan, strays: number): string {
  const count = (outcome: Intent): number => [...planned.values()].filter((one) => one.outcome === outcome).length;
  const remove = count("remove") + strays;
  const counts = { create: count("create"), repair: count("repair"), remove };
  const parts = Object.entries(counts).filter(([, number]) => number > 0);
  const blocked = [...planned.values()].filter(({ refusal }) => refusal !== undefined).length;
  const todo =
    parts.length === 0 ? "Nothing to do." : `To do: ${parts.map(([what, n]) => `${n} to ${what}`).join(", ")}.`;
  return blocked === 0 ? todo : `${todo} In the way: ${blocked}.`;
}
