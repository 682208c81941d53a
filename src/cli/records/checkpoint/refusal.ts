import { CliError, UsageError } from "../../../engine/errors.ts";
import { diskFault } from "../../../state/disk-fault.ts";

/** Words what the disk refuses of a checkpoint that is written: wrong usage (2) before anything was read, a failure (1) later. */
export function refusal(name: string, exitCode: 1 | 2): (error: unknown) => never {
  return (error) => {
    const why = diskFault(error);
    if (why === undefined) throw error;
    const message = `The checkpoint ${name} cannot be written: ${why}.`;
    if (exitCode === 2) throw new UsageError(message, "Give another --checkpoint file.");
    throw new CliError(message, {
      hint: "Make room or give permission: the same command goes on from what was written last, and shows the last records again.",
      cause: error,
    });
  };
}
