/** 0 is success; 130 is Ctrl-C. */
export type ExitCode = 1 | 2 | 3 | 130;

/** A failure that was foreseen: one sentence, one hint with the next thing to do, and the exit code. Shown without a stack. */
export class CliError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { hint?: string | undefined; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "CliError";
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 1;
  }
}

/** Wrong flags, settings or files: nothing was touched. Exit code 2. */
export class UsageError extends CliError {
  constructor(message: string, hint?: string) {
    super(message, { hint, exitCode: 2 });
    this.name = "UsageError";
  }
}

/** A step needs another one that was not run yet. */
export class MissingStepError extends CliError {
  constructor(title: string, command: string) {
    super(`There is no ${title} yet.`, {
      hint: `Run "kinesis-proxy ${command}" first, or "kinesis-proxy up" for everything.`,
    });
    this.name = "MissingStepError";
  }
}

/** Where a resource is not as asked. */
export interface Drift {
  /** In the user's words: a flag's name where there is one. */
  readonly field: string;
  readonly wanted: unknown;
  readonly actual: unknown;
}

/** A resource is not as asked, and this tool must not or cannot change it. Exit code 3. */
export class DriftError extends CliError {
  readonly drift: readonly Drift[];

  constructor(message: string, drift: readonly Drift[], hint: string) {
    super(message, { hint, exitCode: 3 });
    this.name = "DriftError";
    this.drift = drift;
  }
}

/** Something that was said to exist does not. Exit code 3. */
export function missing(message: string, hint: string): DriftError {
  return new DriftError(message, [{ field: "existence", wanted: "there", actual: "missing" }], hint);
}

/** What to do after a run that stopped before its end. */
export const GO_ON = "Progress is saved: run the same command again to continue.";

/** The end of the time limit that the user set. Exit code 1. */
export class TimedOutError extends CliError {
  readonly ms: number;

  /** `ms` is the limit in milliseconds. */
  constructor(ms: number, hint: string = GO_ON) {
    super(`Not done within ${ms / 1_000} s, the limit of --timeout.`, { hint });
    this.name = "TimedOutError";
    this.ms = ms;
  }
}

/** Ctrl-C. */
export class InterruptedError extends CliError {
  constructor(hint?: string) {
    super("Interrupted.", { hint, exitCode: 130 });
    this.name = "InterruptedError";
  }
}
