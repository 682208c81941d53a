import { generalRefusal } from "./gateway-refusals.ts";
import type { Statuses } from "./statuses.ts";

/** What is known of an answer. */
export interface Answered {
  readonly status: number;
  /** The gateway response, such as THROTTLED; undefined where the answer is not API Gateway's own. */
  readonly errorType?: string | undefined;
  /** What Kinesis answered; undefined where it was not asked. */
  readonly integrationStatus?: number | undefined;
}

/** Why a request was refused, in plain words and with the flags that have a say; undefined where it was not. */
export function refusalWhy(
  { status, errorType, integrationStatus }: Answered,
  { busy, refused, ours }: Pick<Statuses, "busy" | "refused" | "ours">,
): string | undefined {
  if (status < 400) return undefined;
  if (errorType !== undefined) return generalRefusal(errorType);
  if (integrationStatus !== undefined && integrationStatus >= 500)
    return "Kinesis failed: the record may be stored or not.";
  switch (status) {
    case busy:
      return "The stream had no room: a shard takes 1 MB and 1,000 records a second (--shards, --on-demand).";
    case refused:
      return "Kinesis refused the record: is it too large, or a batch of another form (--max-record-size, --batch-from)?";
    case ours:
      return "Kinesis refused API Gateway's call: may its role write to the stream (status --probe)?";
    default:
      return "Kinesis failed, or its answer is not known.";
  }
}
