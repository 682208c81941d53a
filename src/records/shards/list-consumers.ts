import {
  DescribeStreamSummaryCommand,
  paginateListStreamConsumers,
  type Consumer,
  type KinesisClient,
} from "@aws-sdk/client-kinesis";
import { unlessUnsupported } from "../../aws/unless-unsupported.ts";
import { streamInput } from "../../aws/streams/stream-input.ts";

/** A consumer with enhanced fan-out. */
export interface StreamConsumer {
  readonly name: string;
  readonly arn: string;
  /** AWS's word: CREATING, ACTIVE or DELETING. */
  readonly status: string;
  readonly createdAt: Date | undefined;
}

/** The consumers that are registered with a stream; none at an endpoint that knows no consumers. */
export async function listConsumers(
  kinesis: KinesisClient,
  streamName: string,
  endpoint: string | undefined,
  signal: AbortSignal,
): Promise<readonly StreamConsumer[]> {
  const read = async (): Promise<readonly Consumer[]> => {
    const described = new DescribeStreamSummaryCommand(streamInput(streamName));
    const { StreamDescriptionSummary: stream } = await kinesis.send(described, { abortSignal: signal });
    const found: Consumer[] = [];
    for await (const page of paginateListStreamConsumers({ client: kinesis }, { StreamARN: stream?.StreamARN }))
      found.push(...(page.Consumers ?? []));
    return found;
  };
  const consumers = (await unlessUnsupported({ config: { endpoint } }, read)) ?? [];
  return consumers.map(({ ConsumerName = "", ConsumerARN = "", ConsumerStatus = "", ConsumerCreationTimestamp }) => ({
    name: ConsumerName,
    arn: ConsumerARN,
    status: ConsumerStatus,
    createdAt: ConsumerCreationTimestamp,
  }));
}
