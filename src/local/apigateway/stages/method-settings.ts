import type { MethodSetting, StageRecord } from "./stage-definition.ts";
import { badRequest } from "../faults.ts";
import { isHttpMethod } from "../methods/http-method.ts";
import { noLoggingRole } from "./logging-role.ts";
import { flagValue } from "../operation/patch-rules.ts";
import { nothingToRemove, unknownPath } from "./stage-paths.ts";
import type { StagePatchContext } from "./stage-patch-context.ts";
import { without } from "../without.ts";

/** The first setting of a method brings all the others with it, but for the logging level. */
const defaults: MethodSetting = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
};

const flags: Readonly<Record<string, keyof MethodSetting>> = {
  "metrics/enabled": "metricsEnabled",
  "logging/dataTrace": "dataTraceEnabled",
  "caching/enabled": "cachingEnabled",
  "caching/dataEncrypted": "cacheDataEncrypted",
  "caching/requireAuthorizationForCacheControl": "requireAuthorizationForCacheControl",
};

const numbers: Readonly<Record<string, keyof MethodSetting>> = {
  "throttling/burstLimit": "throttlingBurstLimit",
  "throttling/rateLimit": "throttlingRateLimit",
  "caching/ttlInSeconds": "cacheTtlInSeconds",
};

/** "The maximum TTL value is 3600 seconds": the guide to caching. */
const longestTtl = 3600;

const texts: Readonly<Record<string, { readonly name: keyof MethodSetting; readonly values: readonly string[] }>> = {
  "logging/loglevel": { name: "loggingLevel", values: ["OFF", "ERROR", "INFO"] },
  "caching/unauthorizedCacheControlHeaderStrategy": {
    name: "unauthorizedCacheControlHeaderStrategy",
    values: ["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"],
  },
};

/** UpdateStage at `/{resourcePath}/{httpMethod}/{setting}`. The path keeps its spelling: escaped, or without its first slash. */
export function patchMethodSetting(
  stage: StageRecord,
  segments: readonly string[],
  value: string | undefined,
  context: StagePatchContext,
): StageRecord {
  const path = `/${segments.join("/")}`;
  const method = segments.slice(0, -2).join("/");
  const changed = readSetting(segments.slice(-2).join("/"), value);
  const verb = segments.at(-3) ?? "";
  if (segments.length < 4 || changed === undefined || !(verb === "*" || isHttpMethod(verb))) throw unknownPath(path);
  if (logs(changed) && context.cloudwatchRoleArn === undefined) {
    throw noLoggingRole();
  }
  // A method's first setting brings those of all methods with it.
  const before = stage.methodSettings[method] ?? stage.methodSettings["*/*"];
  const setting = { ...defaults, ...before, ...changed };
  return { ...stage, methodSettings: { ...stage.methodSettings, [method]: setting } };
}

/** Removes all settings of one method, or of `*` and `*`. */
export function removeMethodSettings(stage: StageRecord, segments: readonly string[]): StageRecord {
  const method = segments.join("/");
  if (!Object.hasOwn(stage.methodSettings, method)) throw nothingToRemove(segments);
  return { ...stage, methodSettings: without(stage.methodSettings, method) };
}

function readSetting(path: string, value = ""): Partial<MethodSetting> | undefined {
  const flag = flags[path];
  if (flag !== undefined) return { [flag]: flagValue(value) };
  const number = numbers[path];
  if (number !== undefined) {
    const outside = number === "cacheTtlInSeconds" && !(Number(value) >= 0 && Number(value) <= longestTtl);
    if (value === "" || Number.isNaN(Number(value)) || outside) throw badRequest(`Invalid value for ${path}: ${value}`);
    return { [number]: Number(value) };
  }
  const text = texts[path];
  if (text === undefined) return undefined;
  if (!text.values.includes(value))
    throw badRequest(`Invalid value for ${path}. Must be one of: [${text.values.join(", ")}]`);
  return { [text.name]: value };
}

function logs({ loggingLevel, dataTraceEnabled }: Partial<MethodSetting>): boolean {
  return dataTraceEnabled === true || (loggingLevel !== undefined && loggingLevel !== "OFF");
}
