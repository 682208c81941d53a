import type { Found, StepName } from "../core/found.ts";
import { alone } from "../core/run.ts";
import type { Step } from "../core/step.ts";
import { proxy } from "../steps/index.ts";
import type { Session } from "./app.ts";

/** Runs one step by itself and answers with its outcome and ids; `line` is what people read on stdout. */
export async function runStep<K extends StepName>(
  session: Session,
  step: Step<K>,
  line: (found: Found[K]) => string,
): Promise<void> {
  const { outcome, found } = await alone(step, proxy, session);
  session.report.result({ outcome, ...found?.ids }, found === undefined ? [] : [line(found)]);
}
