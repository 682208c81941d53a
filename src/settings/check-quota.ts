import type { Config } from "./config.ts";
import { ofNoUse } from "./idle-error.ts";
import { isAsked, isStronger, labelIn, type Settings } from "./sources.ts";

/** API Gateway counts the requests of a key. Who switches keys off need not take away what a weaker source says of a quota. */
export function checkQuota({ quota = "none", apiKey }: Config, settings: Settings): void {
  if (quota === "none" || apiKey === true || !isAsked(settings.quota)) return;
  if (settings.apiKey !== undefined && isStronger(settings.apiKey, settings.quota)) return;
  throw ofNoUse(
    settings,
    ["apiKey"],
    `${labelIn(settings, "quota")} counts the requests of each API key, and callers need none.`,
    "Pass --api-key, too, or --no-quota.",
  );
}
