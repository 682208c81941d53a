import type { Flags, Given } from "../../settings/flags/flag.ts";

/** The flags that say how records are shown. */
export const showingFlags = {
  output: {
    value: "<style>",
    values: ["json", "pretty", "raw"],
    text: "json (a line each; when piped), pretty (on a terminal) or raw (the bytes)",
  },
  query: {
    value: "<jmespath>",
    text: "show what this finds in each record, such as data.items[].id; numbers have 53 bits there",
  },
  format: {
    value: "<text>",
    text: "show this: {arrivedAt} {data.event_name}; \\n and \\t are meant, {{ is a brace",
  },
  delimiter: { value: "<text>", text: "what ends each record of raw and --format: \\n (default), \\0, '' for nothing" },
  time: {
    value: "<how>",
    values: ["utc", "local", "relative", "none"],
    text: "pretty: utc (default), local, relative or none",
  },
  hide: {
    value: "<column...>",
    values: ["time", "stream", "shard", "key"],
    text: "pretty: leave out time, stream, shard or key",
  },
  hex: { text: "pretty: bytes that are not text as a hex dump" },
} as const satisfies Flags;

/** The options that these flags give. */
export type ShowingOptions = Given<typeof showingFlags> & {
  readonly raw?: boolean | undefined;
  readonly grep?: string | undefined;
  readonly json?: boolean | undefined;
};
