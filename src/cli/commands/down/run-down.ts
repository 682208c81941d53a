import { isGone } from "../../../aws/faults.ts";
import type { Consent } from "../../../engine/context.ts";
import { meantToStay } from "../../../engine/converge.ts";
import { down, straysApart, type Downed } from "../../../engine/down.ts";
import type { StepName } from "../../../engine/found.ts";
import { planDown } from "../../../engine/plan.ts";
import type { AnyStep, Step } from "../../../engine/step.ts";
import { proxy } from "../../../steps/index.ts";
import { proxyAnswer, stepAnswers, strayAnswer } from "../../proxy-json.ts";
import type { Session } from "../../session.ts";
import { ask, NOTHING_CHANGED } from "../../confirm.ts";
import { leftLines } from "./left-lines.ts";

/** Asks, takes everything of ours away, and forgets it. False when something that should go had to stay. */
export async function takeDown(
  session: Session,
  { keepStream, yes }: { readonly keepStream: boolean; readonly yes: boolean },
): Promise<boolean> {
  const keep = new Set<StepName>(keepStream ? ["stream"] : []);
  const agreed = yes ? { keep, consent: session.consent } : await agree(session, keep);
  if (agreed === undefined) return true;
  const { stayed, lines, answer } = await dismantleAll(session, agreed);
  session.report.result(answer, lines);
  return !stayed;
}

/** What the user agrees to: what goes along with the steps, and what stays. */
interface Agreed {
  readonly keep?: ReadonlySet<StepName>;
  readonly consent?: ReadonlySet<Consent>;
}

/** Takes everything of ours away without a question. `stayed`: something of ours is left that nobody asked to keep. */
export async function dismantleAll(session: Session, { keep = new Set(), consent = session.consent }: Agreed = {}) {
  const downed = await goneIsGone(() => down(proxy, { ...session, consent }, { keep, strays: session.consent }));
  const { results, strays } = downed;
  const left = leftOf(downed);
  const ours = left.filter(({ name }) => results.get(name)?.found?.ours === true);
  if (ours.length === 0) await session.state.remove();
  const kept = strays.filter(({ spared }) => spared !== undefined);
  const answer = {
    ...proxyAnswer(session, stepAnswers(results)),
    ...(strays.length > 0 && { strays: strays.map((one) => strayAnswer(one, { gone: "removed", kept: "kept" })) }),
  };
  return {
    results,
    stayed:
      kept.length > 0 || !ours.every(({ name }) => meantToStay(results.get(name)?.found, results.get(name)?.needs)),
    lines: leftLines(session, left, downed),
    answer,
  };
}

/** Somebody else may take the same away at the same time: what vanishes while it is looked at is looked at again. */
async function goneIsGone<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 3; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!isGone(error) || left === 0) throw error;
    }
  }
}

/** What was kept, without what only stays in it. */
function leftOf({ results }: Downed): readonly AnyStep[] {
  const kept = (name: StepName | undefined): boolean => name !== undefined && results.get(name)?.outcome === "kept";
  return proxy.filter(({ name, within }) => kept(name) && !kept(within));
}

/** Asks whether all that goes may go, then about each thing that goes with more than our own. undefined: nothing may. */
async function agree(session: Session, keep: ReadonlySet<StepName>): Promise<Agreed | undefined> {
  const planned = await planDown(proxy, session, keep);
  const strays = (await straysApart(proxy, session)).filter(({ spared }) => spared === undefined);
  const title = (step: AnyStep): string => (step as Step).title(session);
  const going = proxy.filter(({ name }) => planned.get(name)?.outcome === "remove");
  const costly = proxy.filter(({ name }) => planned.get(name)?.spared?.loss !== undefined);
  const titles = [...going.map(title), ...strays.map((one) => one.title)];
  if (titles.length === 0 && costly.length === 0) return { keep };

  session.report.close();
  const refused = (): undefined => {
    session.decline();
    const steps = proxy.flatMap(({ name }) => {
      const found = planned.get(name)?.found;
      return found === undefined ? [] : [[name, { outcome: "kept", reason: "the answer was no", ...found.ids }]];
    });
    session.report.result(proxyAnswer(session, Object.fromEntries(steps)), [NOTHING_CHANGED]);
  };
  const place = `account ${session.identity.accountId}, ${session.config.region}`;
  if (titles.length > 0) {
    const list = titles.map((one) => `  - ${one}\n`).join("");
    if (!(await ask(session.io, `These go from ${place}:\n${list}Remove them?`))) return refused();
  }
  const consent = new Set(session.consent);
  const spared = new Set(keep);
  for (const step of costly) {
    const { needs, loss } = planned.get(step.name)!.spared!;
    const question =
      titles.length > 0
        ? `Also delete ${loss}, with ${title(step)}?`
        : `Delete ${loss}, with ${title(step)} (${place})?`;
    if (await ask(session.io, question)) needs.forEach((one) => consent.add(one));
    else spared.add(step.name);
  }
  if (titles.length === 0 && costly.every(({ name }) => spared.has(name))) return refused();
  return { keep: spared, consent };
}
