import type { Patient } from "./patient.ts";

/** What a check says: a line, and for anything but ok what to do. */
export interface Finding {
  /** skipped: it could not be looked at, for a reason that another check tells. */
  readonly result: "ok" | "warning" | "failed" | "skipped";
  readonly text: string;
  readonly hint?: string | undefined;
  /** Of what was skipped: the check that tells the reason. */
  readonly needs?: string | undefined;
}

/** One thing that `doctor` looks at. To add one: a file in `checks`, and its line in `checks.ts`. */
export interface Check {
  /** As `--json` and other checks' `needs` call it. */
  readonly name: string;
  /** As people read it: "Clock". */
  readonly title: string;
  /** The checks without which this one says nothing: when one of them fails, it does not run. */
  readonly needs: readonly string[];
  /** Several findings where there are several things to say; none where there is nothing to look at. Throws what could not be
   * looked at: a `CliError`, or the SDK's error. */
  run(patient: Patient): Promise<Finding | readonly Finding[]>;
}

/** All is well. */
export function ok(text: string): Finding {
  return { result: "ok", text };
}

/** It works, but not for long, or not surely. */
export function warning(text: string, hint: string): Finding {
  return { result: "warning", text, hint };
}

/** It will fail. */
export function failed(text: string, hint: string): Finding {
  return { result: "failed", text, hint };
}
