import type { JsonOperation } from "../protocols/json-operation.ts";
import { addressed } from "./address.ts";
import type { Address, WhichStream } from "./address.ts";
import { admit, operation } from "./call.ts";
import type { Call } from "./call.ts";
import { whichStream } from "./members.ts";
import type { Members, Of } from "../shape/structure.ts";

/** An operation on one stream, named by StreamName or StreamARN and allowed on its ARN. `find` checks its state. */
export function streamOperation<M extends Members, S>(
  name: string,
  members: M,
  find: (call: Call, address: Address, input: Of<M>) => S,
  work: (call: Call, stream: S, input: Of<M>, address: Address) => unknown,
): JsonOperation {
  return operation(name, { ...members, ...whichStream }, (call, given) => {
    // TypeScript cannot see through the spread of a type parameter.
    const input = given as Of<M> & WhichStream;
    const address = addressed(call, input);
    admit(call, address.arn, address.name);
    return work(call, find(call, address, input), input, address);
  });
}
