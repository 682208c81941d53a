import { relative } from "node:path";
import { CliError } from "../../../engine/errors.ts";
import { readSettingsFile, type FileSettings } from "../../../settings/file/settings-file.ts";
import type { Source } from "../../../settings/sources.ts";
import { proxy } from "../../../steps/index.ts";
import type { Session } from "../../session.ts";
import { runUp } from "../up/run-up.ts";
import { changesOf } from "./changes-of.ts";
import { namedFiles } from "./named-files.ts";
import { sampleOf, type Sample } from "./sample.ts";
import { watchFiles, type FileStates } from "./watch-files.ts";

/** The settings file, and the state of all files, as they were read. */
export interface MadeOf {
  readonly file: FileSettings;
  readonly files: FileStates;
}

/** What a reload works with. */
export interface Reloading {
  /** The session that follows the stream. */
  readonly session: Session;
  readonly flags: Source;
  /** What the endpoint was made of. */
  readonly made: MadeOf;
  readonly probe: boolean;
  /** Opens a session with the settings as they are now, and lends it. */
  readonly run: (work: (session: Session) => Promise<void>) => Promise<unknown>;
  readonly sample: () => Sample;
  /** The endpoint is called otherwise from now on. */
  readonly renewed: (sample: Sample) => void;
}

/** Applies each change of the settings file and of the files that settings name, until the signal of the session aborts. */
export async function reload(how: Reloading): Promise<void> {
  const { report, io, clock, signal } = how.session;
  const first = placeIn(how.made.file);
  let files: ReadonlySet<string> = new Set([...how.made.files.keys(), ...namedFiles(io, how.flags)]);
  await watchFiles({
    paths: () => files,
    seen: how.made.files,
    clock,
    signal,
    async changed(paths) {
      const names = paths.map((path) => relative(io.cwd, path)).join(", ");
      // Wrong settings name nothing: the other files are still of interest.
      files = new Set([...files, ...namedFiles(io, how.flags)]);
      try {
        if (placeIn(readSettingsFile(io.cwd)) !== first) throw elsewhere;
        await apply(names, how);
      } catch (error) {
        if (signal.aborted) return;
        const { message, hint, exitCode } = error instanceof CliError ? error : new CliError((error as Error).message);
        const next = exitCode === 3 ? elsewhere.hint : hint;
        const text = [`${names} is not applied: ${message}`, next, "The endpoint goes on as it was."];
        report.event({ type: "warning", text: text.filter(Boolean).join(" ") });
      }
    },
  });
}

const elsewhere = new CliError('"name" and "region" cannot change while dev runs.', {
  hint: "End it and start it again: it makes everything anew.",
});

function placeIn({ name, region }: FileSettings): string {
  return JSON.stringify([name, region]);
}

async function apply(names: string, { session, probe, run, sample, renewed }: Reloading): Promise<void> {
  const { report } = session;
  const tell = (text: string): void => report.event({ type: "note", text });
  const { changes, warnings, listener } = changesOf();
  let now: Sample | undefined;
  await run(async (opened) => {
    await runUp({ ...opened, report: listener }, proxy, { probe, alone: true });
    now = await sampleOf(opened);
  });
  tell(changes.length === 0 ? `${names}: nothing to change.` : `${names} is applied: ${changes.join(", ")}.`);
  for (const text of warnings) report.event({ type: "warning", text });
  if (now === undefined) return;
  if (now.lines.join() !== sample().lines.join()) now.lines.forEach(tell);
  renewed(now);
}
