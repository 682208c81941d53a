import { isFault } from "../../aws/faults.ts";

/** Makes a call about something that is not there. AWS looks at rights first, and so refuses whoever may not make it; what else it
 * says does not count. */
export async function mayCall(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (isFault(error, "AccessDenied") || isFault(error, "Unauthorized")) throw error;
  }
}
