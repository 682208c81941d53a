import { CliError } from "../engine/errors.ts";
import { diskFault } from "./disk-fault.ts";

/** The state file could not be written. Its message says every id that is known and not on disk, so that none is lost. */
export class UnsavedError extends CliError {
  /** `unsaved` is asked when the message is read: steps run side by side, and the one error that is shown speaks for all. */
  constructor(path: string, cause: unknown, unsaved: () => Readonly<Record<string, object>>) {
    const why = cause instanceof CliError ? cause.message.replace(/\.$/, "") : diskFault(cause);
    const message = (): string =>
      `The state file ${path} cannot be written: ${why ?? String(cause)}.${list(unsaved())}`;
    super(message(), {
      hint: "Make room or give permission, and run the same command again: what exists in AWS is found by its tags.",
      cause,
    });
    this.name = "UnsavedError";
    Object.defineProperty(this, "message", { get: message });
  }
}

function list(unsaved: Readonly<Record<string, object>>): string {
  const ids = Object.entries(unsaved).map(([step, each]) => `${step} ${JSON.stringify(each)}`);
  return ids.length === 0 ? "" : ` Not saved: ${ids.join(", ")}.`;
}
