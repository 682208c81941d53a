import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { isFault } from "../../aws/faults.ts";
import { CliError } from "../../engine/errors.ts";

/** A stream that is not there. */
export class MissingStreamError extends CliError {}

/** A stream that was there when its reading began. */
export class DeletedStreamError extends CliError {
  constructor(streams: readonly string[], cause?: unknown) {
    const one = streams.length === 1;
    super(`The ${one ? "stream" : "streams"} ${listed(streams)} ${one ? "was" : "were"} deleted while being read.`, {
      hint: `Records that were not read yet are gone with ${one ? "it" : "them"}.`,
      cause,
    });
  }
}

/** Makes a call about a stream; throws a MissingStreamError that names the region when the stream does not exist there. */
export async function requireStream<T>(kinesis: KinesisClient, stream: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isFault(error, "ResourceNotFoundException")) throw error;
    throw new MissingStreamError(`Stream ${stream} does not exist in ${await kinesis.config.region()}.`, {
      hint: 'Check the name and --region. "kinesis-proxy create-stream" makes the proxy\'s own stream, and "kinesis-proxy up" everything.',
      cause: error,
    });
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
