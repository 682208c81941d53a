import type { KinesisSettings } from "../settings.ts";
import type { Stream } from "./stream.ts";

/** A stream with this tag, whatever its value, keeps AWS's rates though the others do not. */
const RATES_TAG = "local:rates";

/** Whether the stream refuses what goes beyond AWS's rates. */
export function keepsRates({ enforceRates }: KinesisSettings, { tags }: Stream): boolean {
  return enforceRates || tags.has(RATES_TAG);
}
