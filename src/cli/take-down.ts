import { isGone } from "../aws/faults.ts";
import type { Consent } from "../core/context.ts";
import type { StepName } from "../core/found.ts";
import { planDown, type Planned } from "../core/plan.ts";
import { down, straysApart } from "../core/down.ts";
import type { Results } from "../core/run.ts";
import type { AnyStep, Step } from "../core/step.ts";
import { proxy } from "../steps/index.ts";
import { proxyAnswer, stepAnswers } from "./answer.ts";
import type { Session } from "./app.ts";
import { ask as askUser, NOTHING_CHANGED } from "./confirm.ts";

/** Asks, takes everything of ours away, and forgets it. False when something of ours had to stay. */
export async function takeDown(
  session: Session,
  { keepStream, yes }: { readonly keepStream: boolean; readonly yes: boolean },
): Promise<boolean> {
  const keep = new Set<StepName>(keepStream ? ["stream"] : []);
  const consent = yes ? session.consent : await ask(session, keep);
  if (consent === undefined) return true;
  const { stayed, lines, answer } = await dismantleAll({ ...session, consent }, keep);
  session.report.result(answer, lines);
  return !stayed;
}

/** Takes everything of ours away without a question. `stayed`: something of ours is left that nobody asked to keep. */
export async function dismantleAll(session: Session, keep: ReadonlySet<StepName> = new Set()) {
  const results = await goneIsGone(() => down(proxy, session, keep));
  const left = leftOf(results);
  const ours = left.filter(({ name }) => results.get(name)?.found?.ours === true);
  if (ours.length === 0) await session.state.remove();
  const meant = ({ name }: AnyStep): boolean =>
    keep.has(name) || (results.get(name)?.found?.imported === true && !session.consent.has("imported"));
  const stayed = !ours.every(meant);
  return { results, stayed, lines: summary(results, session), answer: proxyAnswer(session, stepAnswers(results)) };
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
function leftOf(results: Results): readonly AnyStep[] {
  const kept = (name: StepName | undefined): boolean => name !== undefined && results.get(name)?.outcome === "kept";
  return proxy.filter(({ name, within }) => kept(name) && !kept(within));
}

function summary(results: Results, session: Session): readonly string[] {
  if ([...results.values()].every(({ outcome }) => outcome === "absent")) return ["There was nothing to remove."];
  const left = leftOf(results).map((step) => {
    const { detail, found } = results.get(step.name)!;
    const title = step.title(session);
    // Of what has no name of its own, the id is lost with the state file.
    const id = step.name === "api" && found !== undefined && "id" in found.ids ? found.ids.id : "";
    const named = title.includes(id) ? title : `${title}, id ${id}`;
    return `Left: ${named}${detail === undefined ? "" : ` (${detail})`}.`;
  });
  return left.length === 0 ? ["Nothing is left."] : left;
}

/** What the user agrees to lose; undefined when there is nothing to ask about. */
async function ask(session: Session, keep: ReadonlySet<StepName>): Promise<ReadonlySet<Consent> | undefined> {
  const [planned, strays] = [await planDown(proxy, session, keep), await straysApart(proxy, session)];
  const going = proxy.flatMap((step) => {
    const one = planned.get(step.name)!;
    const losing = atStake(one);
    if (one.outcome !== "remove" && losing === undefined) return [];
    return [`${(step as Step).title(session)}${losing === undefined ? "" : ` (${losing})`}`];
  });
  const titles = [...going, ...strays.map(({ title }) => title)];
  if (titles.length === 0) {
    const ours = [...planned.values()].some(({ found }) => found?.ours === true);
    if (!ours) await session.state.remove();
    session.report.result(proxyAnswer(session, {}), ["There is nothing to remove."]);
    return undefined;
  }
  const list = titles.map((title) => `  - ${title}\n`).join("");
  const place = `account ${session.identity.accountId}, ${session.config.region}`;
  session.report.close();
  if (!(await askUser(session.io, `These go from ${place}:\n${list}Remove them?`))) {
    session.report.result(proxyAnswer(session, {}), [NOTHING_CHANGED]);
    return undefined;
  }
  return new Set([...session.consent, "records", "consumers", "others"] as const);
}

/** Why it needs more than a plain yes, where a yes to that is enough. */
function atStake({ spared, found }: Planned): string | undefined {
  return spared === undefined || spared.flags === "" || found?.imported === true ? undefined : spared.why;
}
