import { isDeepStrictEqual } from "node:util";
import type { Config } from "../../settings/config.ts";
import { flagName } from "../../settings/flags/names.ts";
import { presetOf } from "../../settings/parse/preset.ts";
import type { Preset } from "../../settings/presets.ts";
import { readSettings } from "../../settings/sources.ts";
import { valuesOf } from "../../settings/values.ts";
import { senderLists } from "../commands/allow-ips/sender-lists.ts";
import type { Session } from "../session.ts";
import { proxyUrl } from "./proxy-url.ts";

/** Prints what to type into the console of the sender whose preset the proxy has; gives it for `--json`. undefined without one. */
export function tellPreset(session: Session, url: string) {
  const { config, report } = session;
  const name = config.preset;
  const preset = presetOf(name);
  if (preset === undefined || !name) return undefined;
  const batch = config.batchPath ? proxyUrl(session, config.batchPath) : undefined;
  const fields = fieldsOf(preset, { url, batch });
  const lines = [`What to type at ${preset.sender}:`, ...fields.map((line) => `  ${line}`), ...closing(name)];
  for (const text of lines) report.event({ type: "note", text });
  const warnings = presetWarnings(config);
  for (const text of warnings) report.event({ type: "warning", text });
  return { name, fields, ...(warnings.length > 0 && { warnings }) };
}

/** Where the settings are not what the sender of the preset needs. */
export function presetWarnings(config: Config): readonly string[] {
  const name = config.preset;
  if (presetOf(name) === undefined || !name) return [];
  const differs = notAsPreset(name, config);
  const shut = shutsOut(name, config);
  return [
    ...(differs.length === 0
      ? []
      : [
          `Not as the preset ${name} has it: ${differs.join(", ")}. What to type at the sender may not fit: compare "kinesis-proxy preset show ${name}".`,
        ]),
    ...(shut === undefined ? [] : [shut]),
  ];
}

/** What to type into the sender's console; without the lines of a route that there is not. */
export function fieldsOf(
  { fields }: Preset,
  { url, batch }: { readonly url: string; readonly batch: string | undefined },
): readonly string[] {
  return fields
    .filter((line) => batch !== undefined || !line.includes("{batch}"))
    .map((line) => line.replaceAll("{url}", url).replaceAll("{batch}", batch ?? ""));
}

/** How to let in only this sender. Its addresses are not allowed by themselves: lists grow old, and to refuse the sender is worse. */
export function closing(name: string): readonly string[] {
  if (!Object.hasOwn(senderLists, name)) return [];
  const refresh = senderLists[name]?.member === undefined ? "" : " --refresh";
  return [`To let in its addresses only: kinesis-proxy allow-ips ${name}${refresh}`];
}

/** Those that send a header of yours. The others sign their requests in ways of their own. */
const sendsHeaders: ReadonlySet<string> = new Set(["appsflyer", "segment", "cloudevents"]);

/** That the sender cannot send what the endpoint asks for, and gets 403; undefined where it can. */
export function shutsOut(name: string, config: Config): string | undefined {
  const { apiKey, auth } = config;
  const sender = presetOf(name)?.sender;
  if (auth === "AWS_IAM")
    return `${sender}: its requests bear no signature of AWS's. With --auth iam all of them get 403.`;
  if (apiKey !== true || sendsHeaders.has(name)) return undefined;
  return `${sender}: no header x-api-key can be set there. With --api-key all of its requests get 403.`;
}

/** Flags of the settings that lack what the preset of that name asks for, because a flag, a variable or the file says otherwise. */
export function notAsPreset(name: string, config: Config): readonly string[] {
  const wanted: Readonly<Record<string, unknown>> = valuesOf(
    readSettings({ flags: { preset: name }, env: {}, file: {}, cwd: "/" }),
  );
  const seen: Readonly<Record<string, unknown>> = { ...config };
  const settings = Object.keys(presetOf(name)?.settings ?? {});
  return settings.filter((one) => lacks(seen[one], wanted[one], one)).map(flagName);
}

/** More types, headers and parts than the preset's do no harm, nor does another path. */
function lacks(seen: unknown, wanted: unknown, setting: string): boolean {
  if (setting === "batchPath") return !seen;
  const [own, asked] = [listIn(seen), listIn(wanted)];
  if (own === undefined || asked === undefined) return !isDeepStrictEqual(seen, wanted);
  return asked.some((one) => !own.includes(one));
}

/** A list, or the headers of an envelope. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null && "headers" in value ? listIn(value.headers) : undefined;
}
