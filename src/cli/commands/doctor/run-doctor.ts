import { systemClock } from "../../../engine/clock.ts";
import { InterruptedError } from "../../../engine/errors.ts";
import { asCalled, programName } from "../../../report/as-called.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import { findingLines } from "../../../report/finding-lines.ts";
import type { IO } from "../../../report/io.ts";
import type { Source } from "../../../settings/sources.ts";
import type { Code } from "../../command.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { reportOptions } from "../../session/report-options.ts";
import { checks } from "./checks.ts";
import { patientOf, type Instruments } from "./patient.ts";
import { runChecks } from "./run-checks.ts";

/** Makes every check and says what it found; 3 when something failed. */
export async function runDoctor(
  io: IO,
  options: GlobalOptions & Source,
  tools: Partial<Instruments> = {},
): Promise<Code> {
  const how = reportOptions(options, io);
  const report = tools.report ?? (await chooseReporter(io, how));
  const nodeVersion = process.versions.node;
  const patient = patientOf(io, options, { clock: systemClock, nodeVersion, ...tools, report });
  try {
    report.event({ type: "progress", text: "Looking" });
    const called = { program: programName(io), ...how };
    const results = (await runChecks(checks, patient)).map(({ text, hint, ...one }) => ({
      ...one,
      text: asCalled(text, called),
      // Before lines are folded, which parts commands.
      ...(hint !== undefined && { hint: asCalled(hint, called) }),
    }));
    const count = (result: string): number => results.filter((one) => one.result === result).length;
    const isWell = count("failed") === 0;
    report.result({ ok: isWell, checks: results }, [
      ...findingLines(results, io, how.colors),
      "",
      isWell
        ? count("warning") === 0
          ? "All is well."
          : `Nothing will fail; ${count("warning")} to look at.`
        : `${count("failed")} will fail.`,
    ]);
    return isWell ? 0 : 3;
  } catch (error) {
    throw io.signal.aborted ? new InterruptedError() : error;
  } finally {
    await patient.close();
    report.close();
  }
}
