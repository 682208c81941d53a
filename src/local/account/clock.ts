/** Time for the local AWS. Tests pass their own and move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `work` once after `ms` milliseconds, without keeping the process alive. */
  after(ms: number, work: () => void): void;
}

/** Milliseconds, with fractions, since some moment: for how long something takes. */
export const elapsed = (): number => performance.now();

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, work) => void setTimeout(work, ms).unref(),
};
