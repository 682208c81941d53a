import { defineCommand } from "../../command.ts";
import { streamFlags } from "../../records/record-flags.ts";

/** Shows the shards of a stream. */
export const shards = defineCommand({
  name: "shards",
  summary: "the shards of the stream: range, records a minute, lag",
  description:
    "Shows each shard with its range of hash keys, whether it is open, the shards it came from, the records of the last minute, and the lag of a reader that begins at --since; and the consumers that are registered with the stream. It reads at most 1,000 records of each shard and calls Kinesis only where the stream is named.",
  examples: ["shards --name orders", "shards --stream-name clicks --json"],
  flags: {
    streamName: { ...streamFlags.streamName, value: "<name>", text: "the stream, where it is not the proxy's" },
    streamArn: streamFlags.streamArn,
    since: {
      value: "<time>",
      text: "where the reader begins whose lag is shown: 15m, an ISO time or trim-horizon (trim-horizon)",
    },
  },
  async run({ io, options, reading }) {
    const { isNamed } = await import("../../records/streams/is-named.ts");
    const { streamsOf, readPlace } = await import("../../records/streams/streams-of.ts");
    const { sinceOf, runShards } = await import("./run-shards.ts");
    const { streamName, streamArn, region, since } = options;
    const streams = streamsOf(streamName === undefined ? undefined : [streamName], streamArn, region);
    sinceOf(since);
    return reading(await isNamed(streams, io, options), readPlace(streams), (session) =>
      runShards(session, streams, since),
    );
  },
});
