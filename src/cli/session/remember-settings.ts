import { CliError } from "../../engine/errors.ts";
import type { Session } from "../session.ts";
import type { Progress } from "./track-progress.ts";

/** Does the work and saves its settings, unless the run was refused or a question was answered no. */
export async function rememberSettings<T>(
  session: Session,
  changes: { readonly remembered: boolean; readonly remember: Readonly<Record<string, unknown>> } | undefined,
  report: Progress,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  let agreed = true;
  try {
    const result = await work({ ...session, decline: () => void (agreed = false) });
    if (changes?.remembered === true && agreed) await session.state.configure(changes.remember);
    return result;
  } catch (error) {
    const refused = error instanceof CliError && error.exitCode === 3;
    const idle = report.didNothing((step) => session.state.get(step) !== undefined);
    if (changes?.remembered === false && refused && idle) await session.state.remove();
    throw error;
  }
}
