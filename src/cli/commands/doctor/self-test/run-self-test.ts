import { randomBytes } from "node:crypto";
import { systemClock, type Clock } from "../../../../engine/clock.ts";
import { CliError, InterruptedError } from "../../../../engine/errors.ts";
import type { Reporter } from "../../../../engine/events.ts";
import { chooseReporter } from "../../../../report/choose-reporter.ts";
import { trialLines } from "./trial-lines.ts";
import type { IO } from "../../../../report/io.ts";
import type { Source } from "../../../../settings/sources.ts";
import type { Code } from "../../../command.ts";
import { ask, NOTHING_CHANGED, requireTerminal } from "../../../terminal/confirm.ts";
import type { GlobalOptions } from "../../../global-flags.ts";
import { reportOptions } from "../../../session/report-options.ts";
import { withLab, type Answer, type Lab } from "./lab.ts";
import type { Seen, Trial } from "./trial.ts";
import { trials } from "./trials.ts";

const QUESTION = `The self-test makes a proxy of its own, tries what only a real account can tell, and takes everything away again:
about six minutes, a stream of two shards, some thousand records. It costs less than $0.10.
Go on?`;

/** The opposite of what trials set. */
const USUAL: Source = {
  accept: "json",
  respond: "empty",
  path: "/",
  envelope: false,
  apiKey: false,
  auth: "none",
  allowIps: false,
};

/** What became of a trial. */
interface Outcome extends Omit<Trial, "run"> {
  readonly result: Seen["result"] | "not tried";
  readonly seen: string;
}

/** Tries what only a real account can tell, on a proxy of its own that is gone at the end; 3 when something was not as expected. */
export async function runSelfTest(
  io: IO,
  options: GlobalOptions & Source,
  tools: { readonly clock?: Clock; readonly report?: Reporter } = {},
): Promise<Code> {
  requireTerminal(io, options, "The self-test costs a little and there");
  const report = tools.report ?? (await chooseReporter(io, reportOptions(options, io)));
  const { clock = systemClock } = tools;
  try {
    if (options.yes !== true && !(await ask(io, QUESTION))) {
      report.result({ ok: true, trials: [] }, [NOTHING_CHANGED]);
      return 0;
    }
    const name = `kpst-${randomBytes(3).toString("hex")}`;
    report.event({ type: "note", text: `The proxy of this test is called ${name}.` });
    const { result = [], gone, error } = await withLab(io, options, { clock, name, report }, (lab) => all(lab, report));
    const left = leftOf(gone);
    const last: Outcome = {
      name: "down",
      what: "`down` at the end",
      expected: "nothing is left",
      result: left === undefined ? "as expected" : "differs",
      seen: left === undefined ? "nothing is left" : `${left}; run "kinesis-proxy down --name ${name}"`,
    };
    if (io.signal.aborted)
      throw new InterruptedError(left === undefined ? `Everything of ${name} was taken away.` : `${last.seen}.`);
    if (error !== undefined) throw error;
    const outcomes = [...result, last];
    // What an emulator does not have says nothing of AWS.
    const isWell = outcomes[0]?.result !== "not tried" && outcomes.every((one) => one.result !== "differs");
    report.result({ ok: isWell, name, node: process.versions.node, trials: outcomes }, trialLines(outcomes));
    return isWell ? 0 : 3;
  } finally {
    report.close();
  }
}

/** What `down` has not taken away; undefined when that is nothing. */
function leftOf(gone: Answer | string): string | undefined {
  if (typeof gone === "string") return `not taken away: ${gone}`;
  const kept = Object.entries(gone.steps).filter(([, { outcome }]) => outcome === "kept");
  return kept.length === 0 ? undefined : `left: ${kept.map(([step]) => step).join(", ")}`;
}

/** The trials one after the other. The first one makes the proxy, without which nothing can be tried. */
async function all(lab: Lab, report: Reporter): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { run, ...about } of trials) {
    lab.signal.throwIfAborted();
    report.event({ type: "progress", text: about.what });
    if (outcomes[0]?.result === "not tried") {
      outcomes.push({ ...about, result: "not tried", seen: "there is no proxy" });
      continue;
    }
    try {
      outcomes.push({ ...about, ...(await run(lab)) });
    } catch (error) {
      lab.signal.throwIfAborted();
      if (!(error instanceof CliError)) throw error;
      outcomes.push({ ...about, result: "not tried", seen: error.message });
      // The next trial begins as if this one had ended well.
      if (outcomes.length > 1) await lab.up(USUAL).catch(() => undefined);
    }
    const { name, result, seen } = outcomes.at(-1)!;
    report.event({ type: "note", text: `${name}: ${result} (${seen})` });
  }
  return outcomes;
}
