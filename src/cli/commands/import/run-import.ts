import type { Step } from "../../../engine/step/step.ts";
import { CliError } from "../../../engine/errors.ts";
import { locate } from "../../../engine/run/up.ts";
import { refusalToCreate } from "../../../engine/run/veto.ts";
import { api, role, stream } from "../../../steps/index.ts";
import { proxyJson } from "../../proxy-json.ts";
import { shellWord } from "../../../engine/shell-word.ts";
import type { Session } from "../../session.ts";
import { ask, NOTHING_CHANGED } from "../../terminal/confirm.ts";

/** Asks, then tags what has the proxy's names and is not ours. True when a dry run found something to tag. */
export async function runImport(
  session: Session,
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<boolean> {
  const steps: readonly Step[] = [stream, role, api];
  await locate(steps, session);
  const there = steps.filter(({ name }) => session.known.get(name) !== undefined);
  const foreign = there.filter(({ name }) => session.known.get(name)?.ours === false);
  const named = session.config.apiId;
  if (named !== undefined && session.known.get(api) === undefined) {
    const refused = await refusalToCreate(api, session);
    if (refused !== undefined) throw refused;
  }
  for (const step of foreign) refuseOthers(step.title(session), session.known.get(step.name)?.owner);
  const answerOf = (outcome: (step: Step) => string) => {
    const steps = there.map((step) => [step.name, { outcome: outcome(step), ...session.known.get(step.name)?.ids }]);
    return proxyJson(session, Object.fromEntries(steps));
  };
  if (dryRun) return showTagging(session, foreign);
  if (foreign.length > 0 && !yes) {
    const list = foreign.map((step) => `  - ${step.title(session)}\n`).join("");
    const question = `These were not made by kinesis-proxy:\n${list}Tag them, and look after them from now on?`;
    session.report.close();
    if (!(await ask(session.io, question))) {
      session.decline();
      session.report.result(
        answerOf(() => "unchanged"),
        [NOTHING_CHANGED],
      );
      return false;
    }
  }
  for (const step of there as readonly Step[]) {
    const found = session.known.get(step.name)!;
    if (!found.ours) await step.adopt?.(found, session);
    await session.state.record(step.name, found.ids);
  }
  session.report.result(
    answerOf((step) => (foreign.includes(step) ? "imported" : "unchanged")),
    [
      ...there.map((step) => `${foreign.includes(step) ? "Taken over" : "Ours already"}: ${step.title(session)}.`),
      ...(there.length === 0 ? ["There is nothing to take over."] : []),
      ...(session.known.get(api) === undefined
        ? ["To take over a REST API, pass its id with --api-id: many APIs may have the same name."]
        : []),
      ...(foreign.length === 0 ? [] : ['"kinesis-proxy plan" shows what up would change.']),
    ],
  );
  return false;
}

function showTagging(session: Session, foreign: readonly Step[]): boolean {
  const steps = foreign.map(({ name }) => [name, { outcome: "import", ...session.known.get(name)?.ids }]);
  const lines = foreign.map((step) => `~ ${step.title(session)}: would be tagged`);
  const none = lines.length === 0 ? ["There is nothing to take over."] : lines;
  session.report.result(proxyJson(session, Object.fromEntries(steps)), none);
  return foreign.length > 0;
}

/** Refuses a resource of another proxy. */
function refuseOthers(title: string, owner: string | undefined): void {
  if (owner === undefined) return;
  throw new CliError(`${title} belongs to the proxy ${owner}: its tag says so.`, {
    hint: `Use it without taking it over (--stream-arn, --role-arn, --api-id), or run "kinesis-proxy down --name ${shellWord(owner)}" first.`,
    exitCode: 3,
  });
}
