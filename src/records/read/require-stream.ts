import { isFault } from "../../aws/faults.ts";
import { CliError } from "../../engine/errors.ts";

/** Runs a call about a whole stream; when there is no such stream, says so in our words. */
export async function existing<T>(streamName: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isFault(error, "ResourceNotFoundException")) throw error;
    throw new CliError(`There is no stream ${streamName}.`, {
      hint: 'Run "kinesis-proxy create-stream" first, or "kinesis-proxy up" for everything.',
      cause: error,
    });
  }
}
