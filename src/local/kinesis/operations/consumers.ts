import { Fault } from "../../fault.ts";
import { active, addressOfArn, existing, inUse } from "../address.ts";
import { admit, invalid, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { consumerOf, noConsumer } from "../resource.ts";
import { seal, unseal } from "../sealed.ts";
import { consumerArn, nextToken, page, streamArn, streamId, streamName, tags } from "../members.ts";
import { timestamp } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { checkTags } from "../tagging.ts";
import type { Consumer, Stream } from "../stream/stream.ts";

const MOST_CONSUMERS = 20;
const DEFAULT_PAGE = 100;

/** RegisterStreamConsumer: up to 20 of a stream. */
export const registerStreamConsumer = operation(
  "RegisterStreamConsumer",
  // A consumer's name has the rules of a stream's.
  { ConsumerName: required(streamName), Tags: tags, StreamARN: required(streamArn), StreamId: streamId },
  (call, { ConsumerName: name, StreamARN, Tags }) => {
    const address = addressOfArn(StreamARN);
    admit(call, StreamARN, address.name);
    const stream = active(call, address);
    if (stream.consumers.has(name)) throw inUse(`Consumer ${name} of stream ${stream.name} already exists.`);
    if (stream.consumers.size >= MOST_CONSUMERS) {
      throw new Fault(
        "LimitExceededException",
        `Stream ${stream.name} cannot have more than ${MOST_CONSUMERS} consumers.`,
      );
    }
    const ownTags = new Map(Tags);
    checkTags(address, ownTags, new Map());
    const arn = `${stream.arn}/consumer/${name}:${Math.floor(call.now / 1000)}`;
    const consumer = { name, arn, created: call.now, tags: ownTags, subscriptions: new Map() };
    stream.consumers.set(name, consumer);
    return { Consumer: { ...show(call, consumer), ConsumerStatus: "CREATING" } };
  },
);

const whichConsumer = { StreamARN: streamArn, ConsumerName: streamName, ConsumerARN: consumerArn, StreamId: streamId };

interface WhichConsumer {
  readonly StreamARN?: string;
  readonly ConsumerName?: string;
  readonly ConsumerARN?: string;
}

/** DeregisterStreamConsumer. */
export const deregisterStreamConsumer = operation("DeregisterStreamConsumer", whichConsumer, (call, input) => {
  const { stream, consumer } = findConsumer(call, input);
  stream.consumers.delete(consumer.name);
});

/** DescribeStreamConsumer. */
export const describeStreamConsumer = operation("DescribeStreamConsumer", whichConsumer, (call, input) => {
  const { stream, consumer } = findConsumer(call, input);
  return { ConsumerDescription: { ...show(call, consumer), StreamARN: stream.arn } };
});

/** ListStreamConsumers, by name. */
export const listStreamConsumers = operation(
  "ListStreamConsumers",
  {
    NextToken: nextToken,
    MaxResults: page,
    StreamCreationTimestamp: timestamp,
    StreamARN: required(streamArn),
    StreamId: streamId,
  },
  (call, { StreamARN, NextToken, MaxResults = DEFAULT_PAGE }) => {
    const address = addressOfArn(StreamARN);
    admit(call, StreamARN, address.name);
    const stream = existing(call, address);
    const after = NextToken === undefined ? "" : unseal(call.store.secret, NextToken)?.[0];
    if (after === undefined) throw invalid("Invalid NextToken.");
    const names = [...stream.consumers.keys()].toSorted().filter((name) => name > after);
    const found = names.slice(0, MaxResults);
    return {
      Consumers: found.map((name) => show(call, stream.consumers.get(name)!)),
      ...(found.length < names.length && { NextToken: seal(call.store.secret, [found.at(-1)!]) }),
    };
  },
);

function findConsumer(call: Call, { StreamARN, ConsumerName, ConsumerARN }: WhichConsumer) {
  if (ConsumerARN !== undefined) {
    admit(call, ConsumerARN, addressOfArn(ConsumerARN).name);
    return consumerOf(call, ConsumerARN);
  }
  if (StreamARN === undefined || ConsumerName === undefined) {
    throw invalid("Either ConsumerARN, or both StreamARN and ConsumerName must be provided.");
  }
  const address = addressOfArn(StreamARN);
  admit(call, StreamARN, address.name);
  const stream: Stream = existing(call, address);
  const consumer = stream.consumers.get(ConsumerName);
  if (!consumer) throw noConsumer(call, ConsumerName, stream.name);
  return { stream, consumer };
}

function show({ now, settings }: Call, { name, arn, created }: Consumer) {
  return {
    ConsumerName: name,
    ConsumerARN: arn,
    ConsumerStatus: now < created + settings.createMs ? "CREATING" : "ACTIVE",
    ConsumerCreationTimestamp: new Date(Math.floor(created / 1000) * 1000),
  };
}
