import { UsageError } from "../../../engine/errors.ts";
import type { Source } from "../../../settings/sources.ts";
import type { IO } from "../../../report/io.ts";
import type { TimeStyle } from "../../../report/record/arrival.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { checkReading } from "../../records/check-reading.ts";
import { forwardTo, type ForwardOptions } from "../../records/forward/forward-records.ts";
import { refuseShowing } from "../../records/forward/refuse-showing.ts";
import type { RecordOptions } from "../../records/record-flags.ts";
import type { ShowingOptions } from "../../records/showing-flags.ts";
import { offlineConfig } from "../../session/asked.ts";
import type { ServeOptions } from "../local/serve-local.ts";

/** What `dev` is given. */
export type DevOptions = GlobalOptions &
  Source &
  ServeOptions &
  Omit<RecordOptions, "streamName" | "streamArn"> &
  ShowingOptions & {
    readonly probe: boolean;
    readonly forwardTo?: string | undefined;
    readonly concurrency?: string | undefined;
  };

/** How the stream is read: from its start, as it is made with this run. */
export const since = { type: "trim-horizon" } as const;

/** How records are read, shown or handed on. */
export interface DevReading {
  readonly own: RecordOptions & ShowingOptions;
  readonly forward: ForwardOptions | undefined;
  readonly json: boolean;
  readonly time: TimeStyle;
  /** Records may be left out, so that no request waits for its own. */
  readonly selects: boolean;
}

/** Checks all options before anything starts. Throws a UsageError. */
export async function devReading(io: IO, options: DevOptions): Promise<DevReading> {
  const { endpointUrl, profile } = options;
  const elsewhere = endpointUrl !== undefined ? "--endpoint-url" : profile !== undefined ? "--profile" : undefined;
  if (elsewhere !== undefined)
    throw new UsageError(`dev has a local AWS of its own, and ${elsewhere} names another AWS.`, "Leave it out.");
  await offlineConfig(io, { ...options, local: true });
  // What they name is the proxy's own stream.
  const own = { ...options, streamName: undefined, streamArn: undefined };
  const { forwardTo: url, concurrency } = options;
  if (url === undefined && concurrency !== undefined)
    throw new UsageError("--concurrency goes with --forward-to.", "Leave it out.");
  const forward = url === undefined ? undefined : forwardTo(url, concurrency, "--forward-to");
  if (forward !== undefined) refuseShowing(own, "--forward-to");
  await checkReading(own, io, since);
  const { grep, exclude, where, key, shard, until, last, fromSequence } = options;
  return {
    own,
    forward,
    json: options.json === true || options.output === "json",
    time: options.time === "local" || options.time === "none" ? options.time : "utc",
    selects: [grep, exclude, where, key, shard, until, last, fromSequence].some((one) => one !== undefined),
  };
}
