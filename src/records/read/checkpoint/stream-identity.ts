import { DescribeStreamSummaryCommand, type KinesisClient } from "@aws-sdk/client-kinesis";
import { isFault } from "../../../aws/faults.ts";
import { streamInput } from "../../../aws/streams/stream-input.ts";
import { unlessUnsupported } from "../../../aws/unless-unsupported.ts";
import { requireStream } from "../require-stream.ts";

/** What tells a stream from others of its name: of another account, or made after it was deleted. */
export interface StreamIdentity {
  readonly arn?: string | undefined;
  /** When it was made, ISO 8601. */
  readonly createdAt?: string | undefined;
}

/** Asks Kinesis which stream this is; undefined where these credentials, or the endpoint, do not tell. */
export async function streamIdentity(
  kinesis: KinesisClient,
  stream: string,
  { endpoint, signal }: { readonly endpoint: string | undefined; readonly signal: AbortSignal },
): Promise<StreamIdentity | undefined> {
  const command = new DescribeStreamSummaryCommand(streamInput(stream));
  try {
    const answer = await unlessUnsupported({ config: { endpoint } }, () =>
      requireStream(kinesis, stream, () => kinesis.send(command, { abortSignal: signal })),
    );
    const { StreamARN, StreamCreationTimestamp } = answer?.StreamDescriptionSummary ?? {};
    return StreamARN === undefined ? undefined : { arn: StreamARN, createdAt: StreamCreationTimestamp?.toISOString() };
  } catch (error) {
    if (isFault(error, "AccessDeniedException")) return undefined;
    throw error;
  }
}
