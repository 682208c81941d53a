import { UsageError } from "../engine/errors.ts";
import type { Settings } from "./sources.ts";
import type { SettingName } from "./table.ts";

/** A setting that is of no use by itself, such as the retention of a log that nobody asked for. What is remembered of the proxy may
 * have the rest. */
export class IdleError extends UsageError {}

/** The refusal of a setting that is of no use without one of `needed`. Where a source says something of these, nothing that is
 * remembered changes it. */
export function ofNoUse(settings: Settings, needed: readonly SettingName[], message: string, hint: string): UsageError {
  const isSaid = needed.some((name) => settings[name] !== undefined);
  return isSaid ? new UsageError(message, hint) : new IdleError(message, hint);
}
