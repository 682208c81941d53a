import { statSync } from "node:fs";
import type { Clock } from "../../../engine/context.ts";

/** Milliseconds between two looks. */
const PAUSE = 250;

/** How it watches. */
export interface Watching {
  /** The paths of the files, asked before each look. */
  readonly paths: () => Iterable<string>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The files at these paths have changed, were made or removed, and are at rest again. */
  readonly changed: (paths: readonly string[]) => Promise<void>;
}

/** Looks at files until the signal aborts. Names are looked at, not open files: editors replace a file by another one. Containers
 * and network drives tell of no change, so it asks. */
export async function watchFiles({ paths, clock, signal, changed }: Watching): Promise<void> {
  const known = new Map<string, string>();
  let before = look(paths());
  for (const [path, seen] of before) known.set(path, seen);
  while (!signal.aborted) {
    await clock.sleep(PAUSE, signal).catch(() => undefined);
    const now = look(paths());
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

function look(paths: Iterable<string>): ReadonlyMap<string, string> {
  return new Map([...paths].map((path) => [path, state(path)]));
}

/** Differs when the file does. */
function state(path: string): string {
  try {
    const { ino, mtimeMs, size } = statSync(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return "none";
  }
}
