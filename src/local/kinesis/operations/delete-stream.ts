import { existing, inUse, streamUnder } from "../address.ts";
import { flag } from "../../shape/scalar.ts";
import { streamOperation } from "../stream-operation.ts";

/** DeleteStream: gone at once, or DELETING for `deleteMs`. */
export const deleteStream = streamOperation(
  "DeleteStream",
  { EnforceConsumerDeletion: flag },
  existing,
  ({ store, now, settings }, stream, { EnforceConsumerDeletion }, address) => {
    if (stream.consumers.size > 0 && !EnforceConsumerDeletion) {
      throw inUse(
        `${streamUnder(address)} has registered consumers. Deregister them, or set EnforceConsumerDeletion to true.`,
      );
    }
    stream.gone ??= now + settings.deleteMs;
    if (stream.gone <= now) store.streams.delete(stream.name);
  },
);
