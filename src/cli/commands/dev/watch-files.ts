import { statSync } from "node:fs";
import type { Clock } from "../../../engine/context.ts";

/** Milliseconds between two looks. */
const PAUSE = 250;

/** What each path had: it differs when the file does. */
export type FileStates = ReadonlyMap<string, string>;

/** How it watches. */
export interface Watching {
  /** The paths of the files, asked before each look. */
  readonly paths: () => Iterable<string>;
  /** The files as they were when they were last read; as they are now when left out. */
  readonly seen?: FileStates;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The files at these paths have changed, were made or removed, and are at rest again. */
  readonly changed: (paths: readonly string[]) => Promise<void>;
}

/** Looks at files until the signal aborts. Names are looked at, not open files: editors replace a file by another one. Containers
 * and network drives tell of no change, so it asks. */
export async function watchFiles({ paths, seen, clock, signal, changed }: Watching): Promise<void> {
  let before = fileStates(paths());
  const known = new Map(seen ?? before);
  while (!signal.aborted) {
    await clock.sleep(PAUSE, signal).catch(() => undefined);
    const now = fileStates(paths());
    const differing: string[] = [];
    for (const [path, seen] of now) {
      if (!known.has(path)) known.set(path, seen);
      // One that is being written, or saved several times, is not at rest.
      if (known.get(path) !== seen && before.get(path) === seen) differing.push(path);
    }
    const atRest = [...now].every(([path, seen]) => before.get(path) === seen);
    before = now;
    if (signal.aborted || differing.length === 0 || !atRest) continue;
    for (const path of differing) known.set(path, now.get(path) ?? "");
    await changed(differing);
  }
}

/** The files as they are now. */
export function fileStates(paths: Iterable<string>): FileStates {
  return new Map([...paths].map((path) => [path, state(path)]));
}

function state(path: string): string {
  try {
    const { ino, mtimeMs, size } = statSync(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return "none";
  }
}
