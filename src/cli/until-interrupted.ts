import { InterruptedError } from "../engine/errors.ts";
import type { App } from "./program.ts";

/** Ctrl-C is how one ends what writes records: exit code 130, and not a word, least of all among the records. */
export async function untilInterrupted(app: App, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    app.exit(130);
  }
}
