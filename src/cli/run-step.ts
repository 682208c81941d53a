import type { Converged } from "../engine/converge.ts";
import type { Found, StepName } from "../engine/found.ts";
import { some } from "../engine/run.ts";
import type { Step } from "../engine/step.ts";
import { proxy, role } from "../steps/index.ts";
import { stepAnswers } from "./proxy-json.ts";
import type { Session } from "./session.ts";
import { stepsOf } from "./command-steps.ts";

/** Runs the steps of one command and answers with the outcome and ids of `main`, and of the others that were asked for;
 * `line` is what people read on stdout. */
export async function runSteps<K extends StepName>(
  session: Session,
  main: Step<K>,
  line: (found: Found[K]) => string,
): Promise<void> {
  const results = await some(stepsOf(main.command), proxy, session);
  const { outcome, found } = results.get(main.name) as unknown as Converged<K>;
  const { [main.name]: _, ...others } = stepAnswers(results);
  if (results.get("batch")?.outcome === "created") hintAtRole(session);
  session.report.result({ outcome, ...found?.ids, ...others }, found === undefined ? [] : [line(found)]);
}

function hintAtRole(session: Session): void {
  const found = session.known.get("role");
  if (found === undefined || role.verify(found, session).length === 0) return;
  const text = 'The role does not allow kinesis:PutRecords yet: run "kinesis-proxy create-role".';
  session.report.event({ type: "warning", text });
}
