import type { Context } from "../../steps/context.ts";
import type { Results } from "../../engine/run/up.ts";
import { presetOf } from "../../settings/parse/preset.ts";
import type { Preset } from "../../settings/presets.ts";
import { stream, throttle } from "../../steps/index.ts";
import type { Session } from "../session.ts";

/** What a shard takes, and what an on-demand stream takes to begin with, in records a second; each takes 1 MiB a second for 1,000
 * of them. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const A_SHARD = 1_000;
const ON_DEMAND = 4_000;
const MIB = 1_048_576;

/** An account's own limit in most regions. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT = { rate: 10_000, burst: 5_000 } as const;

/** The most records in one request to the batch route. */
const BATCH = 500;

/** What a throttle means for the stream behind it. */
export interface ThrottleAdvice {
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  /** The same, as a sentence. */
  readonly text: string;
  readonly warnings: readonly string[];
}

/** What the stream takes and the throttle lets through; undefined without a throttle. */
export function throttleAdvice({ config, known }: Pick<Context, "config" | "known">): ThrottleAdvice | undefined {
  const { throttle, batchPath } = config;
  if (!throttle) return undefined;
  const { facts, ours = true } = known.get(stream) ?? {};
  const asked = ours ? config : { mode: undefined, shards: undefined };
  const onDemand = (asked.mode ?? facts?.mode) === "ON_DEMAND";
  const shards = asked.shards ?? facts?.shards ?? 1;
  const takes = onDemand ? ON_DEMAND : shards * A_SHARD;
  const size = onDemand ? "on demand, to begin with" : `${shards} ${shards === 1 ? "shard" : "shards"}`;
  const { rate, burst } = throttle;
  const most = Math.max(rate, burst);
  const enough = onDemand ? `--throttle ${takes}` : `--shards ${Math.ceil(most / A_SHARD)}, or --throttle ${takes}`;
  const warnings = [
    most > takes &&
      `The throttle lets more through than the stream takes: Kinesis refuses the rest, and callers get 429. What fits: ${enough}.`,
    batchPath &&
      rate * BATCH > takes &&
      `A request to ${batchPath} may hold ${BATCH} records: ${count(takes / BATCH)} such requests a second fill the stream, and the throttle counts requests.`,
    (rate > ACCOUNT.rate || burst > ACCOUNT.burst) &&
      `An account has a limit of its own, ${count(ACCOUNT.rate)} requests a second and ${count(ACCOUNT.burst)} at once unless AWS has raised it: more than that is not let through.`,
    beyond(presetOf(config.preset)),
  ].filter((one) => typeof one === "string" && one !== "") as readonly string[];
  return {
    recordsPerSecond: takes,
    bytesPerSecond: (takes / A_SHARD) * MIB,
    text: `The stream takes ${count(takes)} records and ${count(takes / A_SHARD)} MiB a second (${size}); the throttle lets ${count(rate)} requests a second through, ${count(burst)} at once.`,
    warnings,
  };
}

/** What becomes of an event beyond the throttle. */
function beyond(preset: Preset | undefined): string {
  if (preset === undefined || preset.resends === "some")
    return "Beyond the throttle callers get 429: an event is lost where its sender does not send it again.";
  if (preset.resends === "no")
    return `Beyond the throttle an event is lost: nothing is sent again after 429 (${preset.sender}).`;
  return `Beyond the throttle an event comes later: it is sent again after 429 (${preset.sender}).`;
}

/** Says what a throttle that was just set means for the stream. */
export function adviseOnThrottle(session: Session, results: Results): void {
  const { outcome } = results.get(throttle.name) ?? {};
  if (outcome !== "created" && outcome !== "repaired") return;
  const { text, warnings } = throttleAdvice(session) ?? { text: "", warnings: [] };
  if (text !== "") session.report.event({ type: "note", text });
  for (const warning of warnings) session.report.event({ type: "warning", text: warning });
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
