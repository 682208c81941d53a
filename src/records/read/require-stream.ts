import { isFault } from "../../aws/faults.ts";
import { CliError } from "../../engine/errors.ts";

/** Makes a call about a stream; throws a CliError when the stream does not exist. */
export async function requireStream<T>(streamName: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isFault(error, "ResourceNotFoundException")) throw error;
    throw new CliError(`Stream ${streamName} does not exist.`, {
      hint: 'Run "kinesis-proxy create-stream" first, or "kinesis-proxy up" for everything.',
      cause: error,
    });
  }
}
