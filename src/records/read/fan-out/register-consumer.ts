import {
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand,
  type KinesisClient,
  paginateListStreamConsumers,
  RegisterStreamConsumerCommand,
} from "@aws-sdk/client-kinesis";
import { isFault, unless } from "../../../aws/faults.ts";
import type { Clock } from "../../../engine/context.ts";
import { CliError } from "../../../engine/errors.ts";
import { poll } from "../../../engine/poll.ts";
import { streamInput } from "../../../aws/streams/stream-input.ts";
import { requireStream } from "../require-stream.ts";

export interface ConsumerOptions {
  readonly streamName: string;
  /** Up to 128 of letters, digits and `_.-`. */
  readonly name: string;
  /** Does this name belong to a run of this machine that is gone? */
  readonly isLeft: (name: string) => boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A consumer of a stream, gone when it is disposed of. */
export interface Registered extends AsyncDisposable {
  readonly arn: string;
}

/** How long Kinesis may take to make a consumer ready, in milliseconds. */
const patience = 120_000;

/** Registers a consumer and waits until it can subscribe; takes away those that dead runs left. */
export async function registerConsumer(
  kinesis: KinesisClient,
  { streamName, name, isLeft, clock, signal }: ConsumerOptions,
): Promise<Registered> {
  const described = new DescribeStreamSummaryCommand(streamInput(streamName));
  const { StreamDescriptionSummary: stream } = await requireStream(kinesis, streamName, () => kinesis.send(described));
  const StreamARN = stream?.StreamARN;
  if (StreamARN === undefined) throw new CliError(`Kinesis gives no ARN of the stream ${streamName}.`);
  for await (const { Consumers = [] } of paginateListStreamConsumers({ client: kinesis }, { StreamARN }))
    for (const { ConsumerName, ConsumerARN } of Consumers)
      if (ConsumerName !== undefined && isLeft(ConsumerName)) await deregister(kinesis, ConsumerARN);
  const arn = await register(kinesis, { streamName, StreamARN, ConsumerName: name });
  const registered = { arn, [Symbol.asyncDispose]: () => deregister(kinesis, arn) };
  try {
    const look = async (): Promise<true | undefined> => {
      const answer = await kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN: arn }));
      return answer.ConsumerDescription?.ConsumerStatus === "ACTIVE" ? true : undefined;
    };
    const ready = await poll(look, { clock, signal, first: 200, most: 2_000, timeout: patience });
    if (ready !== undefined) return registered;
    throw new CliError(`The consumer ${name} of ${streamName} is not ready after ${patience / 60_000} minutes.`, {
      hint: "Leave --fan-out out.",
    });
  } catch (error) {
    await registered[Symbol.asyncDispose]();
    throw error;
  }
}

async function register(
  kinesis: KinesisClient,
  { streamName, ...input }: { readonly streamName: string; readonly StreamARN: string; readonly ConsumerName: string },
): Promise<string> {
  try {
    const { Consumer } = await kinesis.send(new RegisterStreamConsumerCommand(input));
    return Consumer?.ConsumerARN ?? "";
  } catch (error) {
    if (!isFault(error, "LimitExceededException")) throw error;
    const named = `${streamName.startsWith("arn:") ? "--stream-arn" : "--stream-name"} ${streamName}`;
    throw new CliError(`The stream ${streamName} has as many consumers as it may have.`, {
      hint: `Leave --fan-out out, or take one away: "kinesis-proxy shards ${named}" shows them.`,
      cause: error,
    });
  }
}

/** Takes a consumer away; what is gone already is gone. */
async function deregister(kinesis: KinesisClient, ConsumerARN: string | undefined): Promise<void> {
  await unless(["ResourceNotFoundException"], () => kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN })));
}
