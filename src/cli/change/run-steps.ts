import { some, type Results } from "../../engine/run/up.ts";
import type { Found } from "../../engine/step/found.ts";
import type { Step } from "../../engine/step/step.ts";
import { proxy, role } from "../../steps/index.ts";
import { stepsJson } from "../proxy-json.ts";
import type { Session } from "../session.ts";

/** Runs the steps of one command and answers with the outcome and ids of `main`, and of the others that were asked for;
 * `line` is what people read on stdout. Gives what became of all. */
export async function runSteps<F extends Found>(
  session: Session,
  steps: readonly Step[],
  main: Step<string, F>,
  line: (ids: F["ids"]) => string,
): Promise<Results> {
  const results = await some(steps, proxy, session);
  const { [main.name]: _, ...others } = stepsJson(results);
  if (results.get("batch")?.outcome === "created") hintAtRole(session);
  const ids = session.known.get(main)?.ids;
  const answer = { outcome: results.get(main.name)?.outcome, ...ids, ...others };
  session.report.result(answer, ids === undefined ? [] : [line(ids)]);
  return results;
}

function hintAtRole(session: Session): void {
  const found = session.known.get(role);
  if (found === undefined || role.drift(found, session).length === 0) return;
  const text = 'The role does not allow kinesis:PutRecords yet: run "kinesis-proxy create-role".';
  session.report.event({ type: "warning", text });
}
