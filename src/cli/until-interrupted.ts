import { InterruptedError } from "../engine/errors.ts";
import type { Code } from "./command.ts";

/** Runs what only Ctrl-C ends: 130 then, and nothing is said, least of all among the records. */
export async function untilInterrupted(work: () => Promise<Code>): Promise<Code> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    return 130;
  }
}
