import { UsageError } from "../../engine/errors.ts";
import type { Event as RunEvent } from "../../engine/events.ts";
import type { StepName } from "../../steps/index.ts";
import type { GivenFor } from "../../settings/setting.ts";
import { settingNames, type SettingName, type Table } from "../../settings/table.ts";

/** What a proxy is to be: the settings of `kinesis-proxy.json`, which are the flags of the command line in camel case. What is
 * left out is left as it is, or gets its default. */
export type ProxySettings = { readonly [K in SettingName]?: GivenFor<Table[K]> };

/** Everything a run says while it works. */
export type Event = RunEvent<StepName>;

/** Which proxy on which AWS, and how a call of the library runs. */
export interface ProxyOptions extends ProxySettings {
  readonly region?: string;
  readonly profile?: string;
  /** An endpoint other than AWS's own, such as the `url` of `startLocal`. */
  readonly endpointUrl?: string;
  /** Use the local AWS that is running, as `--local` does. */
  readonly local?: boolean;
  /** The state file; `.kinesis-proxy/NAME.json` in `cwd` when left out. */
  readonly state?: string;
  /** Where the state file and `kinesis-proxy.json` are; the working directory when left out. */
  readonly cwd?: string;
  /** Environment variables with settings, such as `KINESIS_PROXY_NAME`; none when left out. The SDK finds credentials itself. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends the call: it rejects, or its records end. */
  readonly signal?: AbortSignal;
  /** Called with each event while the call works. */
  onEvent?(event: Event): void;
}

/** The options of `up`. */
export interface UpOptions extends ProxyOptions {
  /** Wait until a request goes through: true when left out. */
  readonly probe?: boolean;
  /** Allows a change that lets in callers whom AWS refuses now; without it, such a change is refused. */
  readonly yes?: boolean;
  /** Give up after this long, such as `5m`. */
  readonly timeout?: string;
}

/** The options of `down`: resources with something in them that kinesis-proxy did not make stay, unless an option allows it. */
export interface DownOptions extends ProxyOptions {
  readonly keepStream?: boolean;
  /** Delete the stream though it holds records. */
  readonly forceStream?: boolean;
  readonly enforceConsumers?: boolean;
  readonly forceApi?: boolean;
  readonly imported?: boolean;
  readonly timeout?: string;
}

/** The options of `plan`: those of `up`, or with `down` those of `down`. */
export interface PlanOptions extends DownOptions {
  readonly down?: boolean;
}

/** The options of `send`. */
export interface SendOptions extends ProxyOptions {
  /** The sample event when left out. */
  readonly body?: string | Uint8Array;
  /** Several bodies instead of one. */
  readonly bodies?: readonly (string | Uint8Array)[];
  /** Number of times to send them, 1 to 1000000: 1 when left out. */
  readonly count?: number;
  /** Maximum requests per second, such as 20 or 0.5. */
  readonly rate?: number;
  readonly contentType?: string;
  /** All in one request to the batch route. */
  readonly batch?: boolean;
}

/** Which records `readRecords` yields. */
export interface ReadOptions extends Omit<ProxyOptions, "streamName" | "streamArn"> {
  /** Any stream, several, or patterns such as `orders-*`, in place of the proxy's; of several, each record has its `streamName`. */
  readonly streamName?: string | readonly string[];
  /** A stream by its ARN, also of another account. */
  readonly streamArn?: string;
  /** With `key`: read all shards, for writers that choose one themselves. */
  readonly allShards?: boolean;
  /** Such as `15m`, an ISO time, `trim-horizon` or `latest`. */
  readonly since?: string;
  /** Such as `3:4959…`: a shard, and the sequence number to start at in it. */
  readonly fromSequence?: readonly string[];
  /** The last so many records of the stream; `tail` goes on from there. */
  readonly last?: number;
  /** A file: start where the last reading with it ended, and keep in it how far this one came. */
  readonly checkpoint?: string;
  readonly until?: string;
  readonly limit?: number;
  /** Ids or numbers of shards. */
  readonly shard?: readonly string[];
  /** The whole partition key. */
  readonly key?: string;
  /** A regular expression that the data must match. */
  readonly grep?: string;
  readonly exclude?: string;
  /** A JMESPath expression over the record that must be true. */
  readonly where?: string;
  /** Split aggregated records and unpack gzip: true when left out. */
  readonly decode?: boolean;
  /** Time between two reads of a shard, such as `5s`. */
  readonly pollInterval?: string;
  /** Kinesis pushes to a consumer of its own, by enhanced fan-out. */
  readonly fanOut?: boolean;
}

/** Which records `tail` yields. */
export interface TailOptions extends ReadOptions {
  /** Ends after this long without a record, such as `30s`. */
  readonly idleTimeout?: string;
}

/** Which records of an archive `readRecords` yields. It holds no shards and sequence numbers: the options about those are refused. */
export interface ArchiveOptions extends Omit<
  ReadOptions,
  "streamName" | "streamArn" | "shard" | "fromSequence" | "last" | "pollInterval" | "fanOut" | "allShards"
> {
  /** The proxy's own archive (true), `s3://BUCKET/PREFIX`, or a folder with a copy. */
  readonly fromArchive: string | true;
}

/** With a JMESPath expression: what it finds in each record is yielded in place of the record. */
export type Queried<O> = O & { readonly query: string };

const everywhere = ["region", "profile", "endpointUrl", "local", "state", "cwd", "env", "signal", "onEvent"];
const reading = [
  "since",
  "until",
  "limit",
  "shard",
  "key",
  "grep",
  "exclude",
  "where",
  "allShards",
  "decode",
  "pollInterval",
  "fromSequence",
  "last",
  "checkpoint",
  "fanOut",
  "query",
];
const leaving = ["keepStream", "forceStream", "enforceConsumers", "forceApi", "imported", "timeout"];

/** What each function takes beside settings and place. */
const own = {
  up: ["probe", "yes", "timeout"],
  down: leaving,
  plan: [...leaving, "down"],
  status: [],
  send: ["body", "bodies", "count", "rate", "contentType", "batch"],
  readRecords: [...reading, "fromArchive"],
  tail: [...reading, "idleTimeout"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type LibraryFunction = keyof typeof own;

/** Throws a UsageError for an option that the function does not know: a misspelled one must not be ignored. */
export function refuseUnknown(called: LibraryFunction, options: object): void {
  const known = new Set<string>([...settingNames, ...everywhere, ...own[called]]);
  const unknown = Object.entries(options).find(([name, value]) => value !== undefined && !known.has(name))?.[0];
  if (unknown === undefined) return;
  throw new UsageError(`${called}() has no option "${unknown}".`, `It takes ${[...known].join(", ")}.`);
}
