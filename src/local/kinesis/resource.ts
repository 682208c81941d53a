import { Fault } from "../fault.ts";
import { addressOfArn, existing } from "./address.ts";
import type { Address } from "./address.ts";
import { admit } from "./call.ts";
import type { Call } from "./call.ts";
import type { Consumer, Stream } from "./stream/stream.ts";

/** The stream or consumer of a resource ARN. Throws AccessDeniedException. */
export function namedResource(
  call: Call,
  arn: string,
): { readonly address: Address; readonly resource: Stream | Consumer } {
  const address = addressOfArn(arn);
  admit(call, arn, address.name);
  if (!arn.includes("/consumer/")) return { address, resource: existing(call, address) };
  return { address, resource: consumerOf(call, arn).consumer };
}

/** The consumer with that ARN and its stream. Throws ResourceNotFoundException. */
export function consumerOf(call: Call, arn: string): { readonly stream: Stream; readonly consumer: Consumer } {
  const streamArn = arn.slice(0, arn.indexOf("/consumer/"));
  const stream = existing(call, addressOfArn(streamArn));
  for (const consumer of stream.consumers.values()) if (consumer.arn === arn) return { stream, consumer };
  throw noConsumer(call, arn.split("/consumer/")[1]?.split(":")[0] ?? "", stream.name);
}

/** No such consumer. */
export function noConsumer({ scope }: Call, name: string, streamName: string): Fault {
  return new Fault(
    "ResourceNotFoundException",
    `Consumer ${name} of stream ${streamName} under account ${scope.account.id} not found.`,
  );
}
