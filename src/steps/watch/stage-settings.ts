import type { MethodSetting, PatchOperation, Stage } from "@aws-sdk/client-api-gateway";
import { ALL, isSame, saysMore, throttleFor, USUAL } from "../stage/method-settings.ts";

/** What a stage logs, traces and measures; for all methods without settings of their own. */
export interface StageSettings {
  /** The ARN of the log group or delivery stream, or off. */
  readonly "access-log": string;
  readonly "access-log-format": string;
  readonly "execution-log": "off" | "error" | "info";
  readonly "data-trace": boolean;
  readonly tracing: boolean;
  readonly "detailed-metrics": boolean;
}

/** The settings as they are while nobody sets them. */
export const NOTHING: StageSettings = {
  "access-log": "off",
  "access-log-format": "",
  "execution-log": "off",
  "data-trace": false,
  tracing: false,
  "detailed-metrics": false,
};

const levels = { ERROR: "error", INFO: "info" } as const;

/** What the stage has. */
export function settingsOf({ accessLogSettings, methodSettings = {}, tracingEnabled }: Stage): StageSettings {
  const all = methodSettings[ALL];
  const level = new Map<string | undefined, "error" | "info">(Object.entries(levels)).get(all?.loggingLevel);
  return {
    "access-log": accessLogSettings?.destinationArn ?? NOTHING["access-log"],
    "access-log-format": accessLogSettings?.format ?? NOTHING["access-log-format"],
    "execution-log": level ?? NOTHING["execution-log"],
    "data-trace": all?.dataTraceEnabled ?? false,
    tracing: tracingEnabled ?? false,
    "detailed-metrics": all?.metricsEnabled ?? false,
  };
}

type Wanted = { readonly [K in keyof StageSettings]?: StageSettings[K] | undefined };

/** Operations of UpdateStage that bring the stage to these settings, and leave what else it has. `throttled`: the throttle for all
 * methods is one that was asked for. */
export function settingOperations(stage: Stage, wanted: Wanted, throttled: boolean): PatchOperation[] {
  const before = settingsOf(stage);
  const said = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const after: StageSettings = { ...before, ...Object.fromEntries(said) };
  const tracing = before.tracing === after.tracing ? [] : [replace("/tracingEnabled", after.tracing)];
  return [...accessLog(before, after), ...tracing, ...methods(stage.methodSettings?.[ALL], before, after, throttled)];
}

function accessLog(before: StageSettings, after: StageSettings): PatchOperation[] {
  if (after["access-log"] === "off")
    return before["access-log"] === "off" ? [] : [{ op: "remove", path: "/accessLogSettings" }];
  const changed = (["access-log", "access-log-format"] as const).filter((name) => before[name] !== after[name]);
  const paths = { "access-log": "destinationArn", "access-log-format": "format" } as const;
  return changed.map((name) => replace(`/accessLogSettings/${paths[name]}`, after[name]));
}

const methodPaths = {
  "execution-log": "logging/loglevel",
  "data-trace": "logging/dataTrace",
  "detailed-metrics": "metrics/enabled",
} as const;

/** Those that AWS keeps in the settings of all methods, beside the throttle. Where nothing is left in them but what AWS fills in, they
 * go. */
function methods(
  entry: MethodSetting | undefined,
  before: StageSettings,
  after: StageSettings,
  throttled: boolean,
): PatchOperation[] {
  const names = ["execution-log", "data-trace", "detailed-metrics"] as const;
  const changed = names.filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return [];
  const isOff = names.every((name) => after[name] === NOTHING[name]);
  const limit = throttleFor(entry);
  const isFilledIn = !throttled && (limit === undefined || isSame(limit, USUAL));
  const others = { ...entry, metricsEnabled: false, loggingLevel: "OFF", dataTraceEnabled: false };
  if (isOff && isFilledIn && !saysMore(others)) return [{ op: "remove", path: `/${ALL}` }];
  const value = (name: (typeof names)[number]): string | boolean =>
    name === "execution-log" ? after[name].toUpperCase() : after[name];
  return changed.map((name) => replace(`/${ALL}/${methodPaths[name]}`, value(name)));
}

function replace(path: string, value: string | boolean): PatchOperation {
  return { op: "replace", path, value: String(value) };
}
