import { lstatSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import type { Reporter } from "../../../engine/events.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import type { Source } from "../../../settings/sources.ts";
import { writeShared } from "../../../state/shared-file.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import type { Session } from "../../session.ts";
import { offlineConfig } from "../../session/asked.ts";
import { reportOptions } from "../../session/report-options.ts";
import { formatOf, writeAs, type Format } from "./formats.ts";
import { askedFacts } from "./proxy/asked-facts.ts";
import { describe } from "./resources/describe.ts";
import type { Description } from "./resources/resource.ts";

/** Where the document goes. */
interface Target {
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

/** Writes what the settings ask for. */
export async function exportAsked(
  io: IO,
  options: GlobalOptions & Source & Target,
  word: string | undefined,
): Promise<void> {
  const report = await chooseReporter(io, reportOptions(options, io));
  refuseToReplace(io, options);
  const config = await offlineConfig(io, options);
  const format = formatOf(word);
  await deliver(describe(askedFacts(config)), { io, report, format, target: options, json: options.json === true });
}

/** Writes what AWS has. */
export async function exportThere(session: Session, target: Target, format: Format): Promise<void> {
  const { io, report } = session;
  refuseToReplace(io, target);
  const { seenFacts } = await import("./proxy/seen-facts.ts");
  const { existingIds } = await import("./proxy/existing.ts");
  const facts = await seenFacts(session);
  await deliver(describe(facts, await existingIds(session, facts)), { io, report, format, target, json: session.json });
}

async function deliver(
  about: Description,
  how: {
    readonly io: IO;
    readonly report: Reporter;
    readonly format: Format;
    readonly target: Target;
    readonly json: boolean;
  },
): Promise<void> {
  const { io, report, format, target, json } = how;
  const text = await writeAs(format, about);
  if (target.out === undefined) {
    // As bytes: a line that names a command is told with the flags in use.
    if (json) return report.result({ format, text }, []);
    return report.item(Buffer.from(text));
  }
  await writeShared(resolve(io.cwd, target.out), target.out, text);
  report.result({ format, file: target.out, text }, [`Wrote ${target.out}.`]);
}

function refuseToReplace({ cwd }: IO, { out, force }: Target): void {
  if (out === "") throw new UsageError("--out is empty.", "Pass a file, or leave it out for standard output.");
  if (out === undefined || force === true) return;
  if (lstatSync(resolve(cwd, out), { throwIfNoEntry: false }) === undefined) return;
  throw new UsageError(`${out} exists already.`, "Pass --force to replace it.");
}
