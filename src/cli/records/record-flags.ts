import type { Flags, Given } from "../../settings/flags/flag.ts";

/** The flags that name streams. */
export const streamFlags = {
  streamName: {
    value: "<name...>",
    text: "streams, where it is not the proxy's: names, or patterns such as 'orders-*'",
  },
  streamArn: { value: "<arn>", text: "a stream by its ARN, also of another account" },
} as const satisfies Flags;

/** The flags that select records of the proxy's stream and say how to show them; `since` is the default of --since. */
export const selectionFlags = (since: string) =>
  ({
    since: {
      value: "<time>",
      text: `where to start: 15m, 1h30m, an ISO time, trim-horizon or latest (${since})`,
    },
    fromSequence: {
      value: "<shard:number...>",
      text: "where to start in single shards: at these sequence numbers; in the others as --since says",
    },
    last: { value: "<count>", text: "the last records of the stream" },
    checkpoint: {
      value: "<file>",
      text: "start where the last run with this file ended, and keep in it how far this one came",
    },
    until: { value: "<time>", text: "leave out what arrived at this time or later" },
    limit: { value: "<count>", text: "stop after this many records" },
    shard: { value: "<id...>", text: "only these shards, by id or number" },
    pollInterval: {
      value: "<duration>",
      text: "time between two reads of a shard, 250ms or more (three reads a second for few shards, one for hundreds)",
    },
    fanOut: { text: "let Kinesis push records to a consumer of its own (enhanced fan-out, which AWS bills)" },
    key: { value: "<text>", text: "only records with this partition key; reads the shard only that it belongs to" },
    allShards: { text: "with --key: all shards, for writers that choose one themselves (ExplicitHashKey)" },
    grep: {
      value: "<regex>",
      text: "only records whose data matches, in the syntax of RE2; (?i) in front ignores case",
    },
    exclude: { value: "<regex>", text: "no records whose data matches" },
    where: {
      value: "<jmespath>",
      text: "only records for which this is true, such as \"data.event_name == 'install'\"; numbers have 53 bits there",
    },
    raw: { text: "write the data as it is, and a line end: short for --output raw" },
    decode: { no: true, text: "neither unpack gzip, zlib and zstd nor split aggregated records and log events" },
  }) as const satisfies Flags;

/** The same, and those that name other streams. */
export const recordFlags = (since: string) => ({ ...streamFlags, ...selectionFlags(since) }) as const satisfies Flags;

/** The options that these flags give. */
export type RecordOptions = Given<ReturnType<typeof recordFlags>> & { readonly idleTimeout?: string | undefined };
