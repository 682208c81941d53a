import type { Clock } from "./clock.ts";

export interface PollOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds to wait before the second look. */
  readonly first: number;
  /** The wait grows by this factor … */
  readonly factor?: number;
  /** … up to this many milliseconds. */
  readonly most?: number;
  /** Milliseconds after which to give up. */
  readonly timeout: number;
  /** Called before each wait, with the milliseconds since the start. */
  readonly waiting?: (elapsed: number) => void;
}

/** Looks again and again until `look` gives something: the one place where this program waits for AWS. undefined when the time is up. */
export async function poll<T>(look: () => Promise<T | undefined>, options: PollOptions): Promise<T | undefined> {
  const { clock, signal, factor = 1.5, most = 5_000 } = options;
  const start = clock.now();
  let wait = options.first;
  for (;;) {
    signal.throwIfAborted();
    const seen = await look();
    if (seen !== undefined) return seen;
    const elapsed = clock.now() - start;
    if (elapsed + wait > options.timeout) return undefined;
    options.waiting?.(elapsed);
    await clock.sleep(wait, signal);
    wait = Math.min(wait * factor, most);
  }
}
