import { rm } from "node:fs/promises";
import type { Shape } from "../engine/step/check.ts";
import type { State } from "../engine/context.ts";
import { CliError } from "../engine/errors.ts";
import type { StepRef } from "../engine/step/found.ts";
import { nameOf } from "../engine/known.ts";
import { writeAtomic } from "./atomic-file.ts";
import { refuseForeign, type StateOwner } from "./belongs.ts";
import { diskFault } from "./disk-fault.ts";
import { readState } from "./read-state.ts";
import { renderState, stateVersion, type StateDocument } from "./state-document.ts";
import { isLink, target } from "./target.ts";
import { UnsavedError } from "./unsaved-error.ts";

/** The last known ids and settings of one proxy, in a file. */
export interface FileState extends State {
  readonly path: string;
  /** What the proxy was last asked to be. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Merges these into the settings, a member that is undefined left out. On disk when it resolves; where there is no file yet, with the first record. */
  configure(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Forgets everything and takes the file away; where it is a link, the file it names too. */
  remove(): Promise<void>;
}

/** Opens the state of `owner`'s proxy, empty when there is no file; writes nothing, so the file appears with the first record.
 * `ids` says what is kept of each step. To write, hold the lock from before this call on. A file that is damaged, too new or of another proxy is a `UsageError`;
 * a record that cannot be written is an `UnsavedError`, which says the ids. */
export async function openState(
  path: string,
  owner: StateOwner,
  ids: Readonly<Record<string, Shape>>,
): Promise<FileState> {
  const found = await readState(path, ids);
  if (found !== undefined) refuseForeign(path, found, owner);
  let now: StateDocument = found === undefined ? blank(owner) : adopt(found, owner);
  let saved: { readonly text: string; readonly steps: StateDocument["steps"] } | undefined;
  if (found !== undefined) saved = { text: renderState(found), steps: found.steps };
  let queue: Promise<void> = Promise.resolve();

  /** One after the other, each with the newest text: what changes during a write goes with the next one. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const save = (): Promise<void> =>
    inTurn(async () => {
      const { steps } = now;
      const text = renderState(now);
      if (text === saved?.text) return;
      try {
        await writeAtomic(path, text);
        saved = { text, steps };
      } catch (error) {
        throw new UnsavedError(path, error, () => unsaved(now.steps, saved?.steps ?? {}));
      }
    });

  return {
    path,
    get settings() {
      return now.settings;
    },
    // They were checked when the file was read.
    get: ((step: string | StepRef) => now.steps[nameOf(step)]) as State["get"],
    async record(step, ids) {
      now = { ...now, steps: { ...now.steps, [step]: { ...now.steps[step], ...ids } } };
      await save();
    },
    async forget(step) {
      if (now.steps[step] === undefined) return;
      now = { ...now, steps: without(now.steps, step) };
      await save();
    },
    async configure(settings) {
      now = { ...now, settings: { ...now.settings, ...defined(settings) } };
      if (saved !== undefined) await save();
    },
    async remove() {
      now = blank(owner);
      await inTurn(async () => {
        await removeFile(path);
        saved = undefined;
      });
    },
  };
}

function blank({ name, endpoint, region, accountId }: StateOwner): StateDocument {
  const where = {
    ...(endpoint === undefined ? {} : { endpoint }),
    region,
    ...(accountId === undefined ? {} : { accountId }),
  };
  return { version: stateVersion, name, ...where, settings: {}, steps: {} };
}

function adopt(found: StateDocument, { accountId }: StateOwner): StateDocument {
  return accountId === undefined || found.accountId !== undefined ? found : { ...found, accountId };
}

/** The ids that are known and not on disk. */
function unsaved(now: StateDocument["steps"], saved: StateDocument["steps"]): StateDocument["steps"] {
  const fresh = Object.entries(now).filter(([step, ids]) => JSON.stringify(saved[step]) !== JSON.stringify(ids));
  return Object.fromEntries(fresh);
}

function without(steps: StateDocument["steps"], step: string): StateDocument["steps"] {
  const { [step]: _, ...others } = steps;
  return others;
}

function defined(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

async function removeFile(path: string): Promise<void> {
  try {
    const real = await target(path);
    await rm(real, { force: true });
    if (await isLink(path)) await rm(path, { force: true });
  } catch (error) {
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new CliError(`The state file ${path} cannot be removed: ${why}.`, {
      hint: `Delete it yourself.`,
      cause: error,
    });
  }
}
