import { operation, streamOperation } from "../call.ts";
import * as members from "../members.ts";
import { readBack } from "../read-back.ts";
import { findStream } from "../store.ts";
import { integer } from "../../shape/scalar.ts";

const page = integer({ min: 1, max: 10_000 });

/** DescribeDeliveryStream. */
export const describeDeliveryStream = streamOperation(
  "DescribeDeliveryStream",
  { Limit: page, ExclusiveStartDestinationId: members.destinationId },
  ({ now }, { stream }) => ({ DeliveryStreamDescription: readBack(stream, now) }),
);

/** ListDeliveryStreams, by name. */
export const listDeliveryStreams = operation(
  "ListDeliveryStreams",
  {
    Limit: page,
    DeliveryStreamType: members.deliveryStreamType,
    ExclusiveStartDeliveryStreamName: members.deliveryStreamName,
  },
  ({ store, now }, { Limit = 10, DeliveryStreamType: type, ExclusiveStartDeliveryStreamName: after = "" }) => {
    const names = [...store.keys()]
      .filter((name) => {
        const stream = findStream(store, name, now)?.stream;
        return stream !== undefined && name > after && (type === undefined || stream.type === type);
      })
      .toSorted();
    return { DeliveryStreamNames: names.slice(0, Limit), HasMoreDeliveryStreams: names.length > Limit };
  },
);
