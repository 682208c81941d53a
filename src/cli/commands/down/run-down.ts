import { isGone } from "../../../aws/faults.ts";
import { meantToStay } from "../../../engine/run/veto.ts";
import { down, leftoversApart, type Downed } from "../../../engine/run/down.ts";
import { planDown } from "../../../engine/run/plan.ts";
import type { Step } from "../../../engine/step/step.ts";
import { proxyJson, stepsJson, strayJson } from "../../proxy-json.ts";
import type { Session } from "../../session.ts";
import { ask, NOTHING_CHANGED } from "../../terminal/confirm.ts";
import { findArchive, shutEndpoint, warnOfUndelivered } from "./archive-first.ts";
import { leftLines } from "./left-lines.ts";

/** Asks, removes everything of ours, and forgets it. False when something that should go had to stay. */
export async function runDown(
  session: Session,
  steps: readonly Step[],
  { keep, yes }: { readonly keep: ReadonlySet<string>; readonly yes: boolean },
): Promise<boolean> {
  const isArchived = await findArchive(session, keep);
  if (isArchived) await warnOfUndelivered(session);
  const agreed = yes ? { keep, consent: session.consent } : await agree(session, steps, keep);
  if (agreed === undefined) return true;
  if (isArchived && !agreed.keep.has("archive")) await shutEndpoint(session);
  const downed = await removeAll(session, steps, agreed);
  const { results, strays } = downed;
  const left = leftOf(steps, downed);
  const ours = left.filter(({ name }) => results.get(name)?.found?.ours === true);
  if (ours.length === 0) await session.state.remove();
  const answer = {
    ...proxyJson(session, stepsJson(results)),
    ...(strays.length > 0 && { strays: strays.map((one) => strayJson(one, { gone: "removed", kept: "kept" })) }),
  };
  session.report.result(answer, leftLines(session, left, downed));
  const isMeant = ours.every(({ name }) => meantToStay(results.get(name)?.found, results.get(name)?.needs));
  return isMeant && strays.every(({ spared }) => spared === undefined);
}

/** What the user agrees to: what goes with the steps, and what stays. */
interface Agreed {
  readonly keep: ReadonlySet<string>;
  readonly consent: ReadonlySet<string>;
}

/** Removes all steps. Another run may remove the same at the same time: what vanishes while it is looked at is looked at again. */
async function removeAll(session: Session, steps: readonly Step[], { keep, consent }: Agreed): Promise<Downed> {
  for (let left = 3; ; left -= 1) {
    try {
      return await down(steps, { ...session, consent }, { keep, strays: session.consent });
    } catch (error) {
      if (!isGone(error) || left === 0) throw error;
    }
  }
}

/** The kept steps, without those that only stay because they are part of another kept one. */
function leftOf(steps: readonly Step[], { results }: Downed): readonly Step[] {
  const kept = (name: string | undefined): boolean => name !== undefined && results.get(name)?.outcome === "kept";
  return steps.filter(({ name, within }) => kept(name) && !kept(within));
}

/** Asks whether everything may be removed, then about each resource that others would miss. undefined: nothing may be removed. */
async function agree(session: Session, steps: readonly Step[], keep: ReadonlySet<string>): Promise<Agreed | undefined> {
  const planned = await planDown(steps, session, keep);
  const strays = (await leftoversApart(steps, session)).filter(({ spared }) => spared === undefined);
  const title = (step: Step): string => step.title(session);
  const going = steps.filter(({ name }) => planned.get(name)?.outcome === "remove");
  const costly = steps.filter(({ name }) => planned.get(name)?.spared?.loss !== undefined);
  const titles = [...going.map(title), ...strays.map((one) => one.title)];
  if (titles.length === 0 && costly.length === 0) return { keep, consent: session.consent };

  session.report.close();
  const refused = (): undefined => {
    session.decline();
    const kept = steps.flatMap(({ name }) => {
      const found = planned.get(name)?.found;
      return found === undefined ? [] : [[name, { outcome: "kept", reason: "the answer was no", ...found.ids }]];
    });
    session.report.result(proxyJson(session, Object.fromEntries(kept)), [NOTHING_CHANGED]);
  };
  const place = `account ${session.identity.accountId}, ${session.config.region}`;
  if (titles.length > 0) {
    const list = titles.map((one) => `  - ${one}\n`).join("");
    if (!(await ask(session.io, `These go from ${place}:\n${list}Remove them?`))) return refused();
  }
  const consent = new Set<string>(session.consent);
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
