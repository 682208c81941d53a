import { readAhead } from "../../../aws/read-ahead.ts";
import { plan, planDown, type Intent, type Plan, type Planned } from "../../../engine/run/plan.ts";
import { meantToStay } from "../../../engine/run/veto.ts";
import { leftoversApart } from "../../../engine/run/down.ts";
import type { Step } from "../../../engine/step/step.ts";
import { unusedOf, type Leftover } from "../../../engine/run/leftovers.ts";
import { proxy } from "../../../steps/index.ts";
import { pausedLine } from "../../endpoint/paused.ts";
import { presetWarnings } from "../../endpoint/tell-preset.ts";
import { archiveWarnings } from "../../endpoint/archive-advice.ts";
import { throttleAdvice } from "../../endpoint/throttle-advice.ts";
import { watchWarnings } from "../../endpoint/watch-warnings.ts";
import { proxyJson, strayJson, worthSaying } from "../../proxy-json.ts";
import type { Session } from "../../session.ts";
import { basePriceLine, basePriceOf } from "../cost/base-price.ts";
import { driftLines } from "./drift-lines.ts";
import { costAndCommand } from "../down/left-lines.ts";
import type { Change } from "../../change/change.ts";
import { commandOf } from "../../change/command-of.ts";

/** Shows what would be done; true when there is something to do, or something prevents it. */
export async function runPlan(given: Session, what: Change, steps: readonly Step[]): Promise<boolean> {
  const { ahead, clients } = readAhead(given.clients, given.clock);
  const { widening } = await import("../../widening/widening.ts");
  const wider = await widening(what, { ...given, clients: ahead });
  const session = { ...given, clients };
  const planned = what.type === "up" ? await plan(steps, proxy, session) : await planDown(proxy, session, what.keep);
  const strays =
    what.type === "down"
      ? await leftoversApart(proxy, session)
      : await unusedOf(steps, session, {
          made: (name) => planned.get(name)?.outcome === "create",
          kept: (name) => (planned.get(name)?.outcome === "keep" ? planned.get(name)?.found : undefined),
        });
  const shown = proxy.filter(({ name }) => planned.has(name) && worthSaying(name, planned.get(name)!.outcome));
  const answers = shown.map((step) => [step.name, answer(planned.get(step.name)!)] as const);
  const lines = shown
    .filter((step) => planned.get(step.name)?.outcome !== "absent" || asked(step, session))
    .flatMap((step) => linesOf(step.title(session), planned.get(step.name)!));
  const paused = pausedLine(session);
  const advice = what.type === "up" ? throttleAdvice(session) : undefined;
  const warnings =
    what.type === "up"
      ? [
          ...presetWarnings(session.config),
          ...(await watchWarnings(session, { ahead: true })),
          ...archiveWarnings(session),
        ]
      : [];
  const base = what.type === "up" && what.command === undefined ? basePriceOf(session) : undefined;
  const all = [...planned.values()];
  const acts = strays.some(({ spared }) => spared === undefined) || all.some(({ outcome }) => changes.has(outcome));
  const command = commandOf(what, session);
  const tells = acts && command !== undefined && all.every(({ refusal }) => refusal === undefined);
  session.report.result(
    {
      ...proxyJson(session, Object.fromEntries(answers)),
      ...(strays.length > 0 && { strays: strays.map((one) => strayJson(one, { gone: "remove", kept: "keep" })) }),
      ...(wider.length > 0 && { widens: wider }),
      ...(paused !== undefined && { paused: true }),
      ...(advice !== undefined && { capacity: advice }),
      ...(warnings.length > 0 && { warnings }),
      ...(base !== undefined && { basePrice: base }),
    },
    [
      ...lines,
      ...strays.map(strayLine),
      ...wider.map((who) => `! Widens who may call: ${who}`),
      ...(paused === undefined ? [] : [`! ${paused}`]),
      ...warnings.map((text) => `! ${text}`),
      ...(advice === undefined ? [] : ["", advice.text, ...advice.warnings.map((one) => `! ${one}`)]),
      "",
      summary(planned, strays),
      ...(base === undefined ? [] : [basePriceLine(base)]),
      ...(what.type === "down" ? next(session, planned, strays, tells) : []),
    ],
  );
  if (tells) session.report.event({ type: "note", text: `To do this: ${command}` });
  // What `up` keeps is not in its way; what `down` keeps is not gone as it was asked.
  return what.type === "up"
    ? acts || all.some(({ refusal }) => refusal !== undefined)
    : strays.length > 0 || all.some((one) => !idle(one));
}

const changes: ReadonlySet<Intent> = new Set(["create", "repair", "remove"]);

function strayLine({ title, spared }: Leftover): string {
  return spared === undefined ? `${MARK.remove} ${title}: remove` : `${MARK.keep} ${title}: keep (${spared.why})`;
}

/** After the plan of `down`: that a stream that stays costs money, and the command that removes everything. */
function next(session: Session, planned: Plan, strays: readonly Leftover[], beside: boolean): readonly string[] {
  const kept = proxy.filter(
    ({ name }) => planned.get(name)?.outcome === "keep" && planned.get(name)?.found?.ours === true,
  );
  return costAndCommand(session, {
    beside,
    titles: [
      ...kept.map((step) => step.title(session)),
      ...strays.filter(({ spared }) => spared).map(({ title }) => title),
    ],
    needs: [
      ...kept.flatMap(({ name }) => planned.get(name)?.spared?.needs ?? []),
      ...strays.flatMap(({ spared }) => spared?.needs ?? []),
    ],
  });
}

function asked(step: Step, session: Session): boolean {
  return step.asked(session) === true;
}

/** Is there nothing to do? Resources of others and those that the user keeps are fine; what prevents `up` is not. */
function idle({ outcome, refusal, found, spared }: Planned): boolean {
  if (outcome !== "keep") return outcome === "unchanged" || outcome === "absent";
  return refusal === undefined && meantToStay(found, spared?.needs);
}

function answer({ outcome, found, drift, detail, refusal }: Planned) {
  const why = refusal?.message ?? detail;
  const said = why !== undefined && { [outcome === "keep" ? "reason" : "detail"]: why };
  return { outcome, ...found?.ids, ...(drift.length > 0 && { drift }), ...said };
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
  const head = `${MARK[outcome]} ${title}: ${outcome === "repair" ? "change" : outcome}${detail === undefined ? "" : ` (${detail})`}`;
  if (refusal !== undefined) return [`${head}. ${refusal.message}`, `  ${refusal.hint ?? ""}`];
  return [head, ...driftLines(drift).map((line) => `    ${line}`)];
}

function summary(planned: Plan, strays: readonly Leftover[]): string {
  const all = [...planned.values()];
  const count = (outcome: Intent): number => all.filter((one) => one.outcome === outcome).length;
  const staying = strays.filter(({ spared }) => spared !== undefined).length;
  const remove = count("remove") + strays.length - staying;
  const counts = { create: count("create"), change: count("repair"), remove };
  const parts = Object.entries(counts).filter(([, number]) => number > 0);
  const blocked = all.filter(({ refusal }) => refusal !== undefined).length;
  const stay = staying + all.filter((one) => one.refusal === undefined && !idle(one) && one.outcome === "keep").length;
  const told = [
    ...(parts.length > 0 ? [`To do: ${parts.map(([what, n]) => `${n} to ${what}`).join(", ")}.`] : []),
    ...(blocked > 0 ? [`Blocked: ${blocked}.`] : []),
    ...(stay > 0 ? [`Ours, but kept: ${stay}.`] : []),
  ];
  return told.length === 0 ? "Nothing to do." : told.join(" ");
}
