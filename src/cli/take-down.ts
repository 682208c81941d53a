import type { StepName } from "../core/found.ts";
import { down, inspect } from "../core/run.ts";
import { proxy } from "../steps/index.ts";
import { proxyAnswer, stepAnswers } from "./answer.ts";
import type { Session } from "./app.ts";
import { confirm } from "./confirm.ts";

/** Asks, takes everything of ours away, and forgets it. */
export async function takeDown(
  session: Session,
  { keepStream, yes }: { readonly keepStream: boolean; readonly yes: boolean },
): Promise<void> {
  const keep = new Set<StepName>(keepStream ? ["stream"] : []);
  if (!yes && (await ask(session, keep))) return;
  const results = await down(proxy, session, keep);
  const left = [...results].filter(([, { outcome }]) => outcome === "kept").map(([name]) => name);
  if (left.length === 0 || !keepStream) await session.state.remove();
  const nothing = [...results.values()].every(({ outcome }) => outcome === "absent");
  session.report.result(proxyAnswer(session, stepAnswers(results)), [
    nothing ? "There was nothing to remove." : left.length === 0 ? "Nothing is left." : `Left: ${left.join(", ")}.`,
  ]);
}

/** True when there is nothing to ask about. */
async function ask(session: Session, keep: ReadonlySet<StepName>): Promise<boolean> {
  const seen = await inspect(proxy, session);
  const going = proxy.filter((step) => !keep.has(step.name) && seen.get(step.name)?.found?.ours === true);
  if (going.length === 0) {
    await session.state.remove();
    session.report.result(proxyAnswer(session, {}), ["There is nothing to remove."]);
    return true;
  }
  const titles = going.map((step) => `  - ${step.title(session)}\n`).join("");
  const records = going.some((step) => step.name === "stream") ? " The stream's records go with it." : "";
  await confirm(
    session.io,
    `These go from account ${session.identity.accountId}, ${session.config.region}:\n${titles}Remove them?${records}`,
  );
  return false;
}
