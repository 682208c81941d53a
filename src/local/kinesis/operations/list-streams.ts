import { admit, invalid, operation } from "../call.ts";
import { seal, unseal } from "../sealed.ts";
import { nextToken, streamName } from "../members.ts";
import { integer } from "../../shape/scalar.ts";
import { allStreams } from "../store.ts";
import { statusOf } from "../stream/stream.ts";

const MOST_STREAMS = 100;

/** ListStreams, by name, up to 100 at a time. */
export const listStreams = operation(
  "ListStreams",
  { Limit: integer({ min: 1, max: 10_000 }), ExclusiveStartStreamName: streamName, NextToken: nextToken },
  (call, { Limit = MOST_STREAMS, ExclusiveStartStreamName, NextToken }) => {
    const { store, now } = call;
    admit(call, "*", "");
    const after = NextToken === undefined ? ExclusiveStartStreamName : unseal(store.secret, NextToken)?.[0];
    if (NextToken !== undefined && after === undefined) throw invalid("Invalid NextToken.");
    const from = allStreams(store, now).filter(({ name }) => name > (after ?? ""));
    const page = from.slice(0, Math.min(Limit, MOST_STREAMS));
    const last = page.at(-1);
    const more = page.length < from.length;
    return {
      StreamNames: page.map(({ name }) => name),
      HasMoreStreams: more,
      ...(more && last && { NextToken: seal(store.secret, [last.name]) }),
      StreamSummaries: page.map((stream) => ({
        StreamName: stream.name,
        StreamARN: stream.arn,
        StreamStatus: statusOf(stream, now),
        StreamModeDetails: { StreamMode: stream.mode },
        StreamCreationTimestamp: new Date(Math.floor(stream.created / 1000) * 1000),
      })),
    };
  },
);
