import { presetOf } from "../../settings/parse/preset.ts";
import type { Preset } from "../../settings/presets.ts";
import { senderLists } from "../commands/allow-ips/sender-lists.ts";
import type { Session } from "../session.ts";
import { proxyUrl } from "./proxy-url.ts";

/** Prints what to type into the console of the sender whose preset the proxy has; gives it for `--json`. undefined without one. */
export function tellPreset(session: Session, url: string) {
  const { config, report } = session;
  const name = config.preset;
  const preset = presetOf(name);
  if (preset === undefined || !name) return undefined;
  const typed = fieldsOf(preset, { url, batch: config.batchPath ? (proxyUrl(session, config.batchPath) ?? "") : url });
  const lines = [`What to type at ${preset.sender}:`, ...typed.map((line) => `  ${line}`), ...closing(name)];
  for (const text of lines) report.event({ type: "note", text });
  return { name, fields: typed };
}

/** What to type into the sender's console. */
export function fieldsOf(
  { fields }: Preset,
  { url, batch }: { readonly url: string; readonly batch: string },
): readonly string[] {
  return fields.map((line) => line.replaceAll("{url}", url).replaceAll("{batch}", batch));
}

/** How to let in only this sender. Its addresses are not allowed by themselves: lists grow old, and to refuse the sender is worse. */
export function closing(name: string): readonly string[] {
  if (!Object.hasOwn(senderLists, name)) return [];
  const refresh = senderLists[name]?.member === undefined ? "" : " --refresh";
  return [`To let in its addresses only: kinesis-proxy allow-ips ${name}${refresh}`];
}
