import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { isFault } from "../../aws/faults.ts";
import { CliError } from "../../engine/errors.ts";

/** Makes a call about a stream; throws a CliError that names the region when the stream does not exist there. */
export async function requireStream<T>(kinesis: KinesisClient, stream: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isFault(error, "ResourceNotFoundException")) throw error;
    throw new CliError(`Stream ${stream} does not exist in ${await kinesis.config.region()}.`, {
      hint: 'Check the name and --region. "kinesis-proxy create-stream" makes the proxy\'s own stream, and "kinesis-proxy up" everything.',
      cause: error,
    });
  }
}
