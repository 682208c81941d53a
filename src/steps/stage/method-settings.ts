import type { MethodSetting, PatchOperation, Stage } from "@aws-sdk/client-api-gateway";
import type { Throttle } from "../../settings/parse/throttle.ts";

/** The method settings of a stage that hold for all methods without their own. */
export const ALL = "*/*";

/** What AWS fills in when another setting of a method is set first: an account's limits in most regions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const USUAL: Throttle = { rate: 10_000, burst: 5_000 };

/** The throttle for all methods as the stage has it; undefined for none. -1 is how AWS writes "no limit". */
export function throttleFor(entry: MethodSetting | undefined): Throttle | undefined {
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = entry ?? {};
  return rate === undefined || burst === undefined || rate < 0 || burst < 0 ? undefined : { rate, burst };
}

export function isSame(one: Throttle, other: Throttle): boolean {
  return one.rate === other.rate && one.burst === other.burst;
}

/** Does it let nobody through? */
export function isShut({ rate, burst }: Throttle): boolean {
  return rate === 0 && burst === 0;
}

/** A method as people write it, such as `POST /events`, of the key of its settings: AWS and tools spell it `~1events/POST`,
 * `/events/POST` or `events/POST`. */
export function methodOf(key: string): string {
  const parts = key.replaceAll("~1", "/").replaceAll("~0", "~").split("/");
  const httpMethod = parts.pop() ?? "";
  return `${httpMethod} /${parts.filter((part) => part !== "").join("/")}`;
}

/** What a method ANY stands for: a stage has settings for each of these, and knows no ANY. */
export const EVERY_METHOD = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

/** The key of the settings of a method, as a patch spells it: the path as one segment. */
export function keyOf(httpMethod: string, path: string): string {
  return `${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${httpMethod}`;
}

/** Operations of UpdateStage that set the throttle of this key. */
export function setting(key: string, { rate, burst }: Throttle): PatchOperation[] {
  return [
    { op: "replace", path: `/${key}/throttling/rateLimit`, value: String(rate) },
    { op: "replace", path: `/${key}/throttling/burstLimit`, value: String(burst) },
  ];
}

/** Operations of UpdateStage that take the throttle of this key away: all of the settings, where the rest is as AWS fills it in. */
export function unsetting({ methodSettings = {} }: Stage, key: string, otherwise: Throttle): PatchOperation[] {
  const entry = methodSettings[key];
  if (entry === undefined) return [];
  return saysMore(entry) ? setting(key, otherwise) : [{ op: "remove", path: `/${key}` }];
}

/** Has somebody switched on more than the throttle? */
export function saysMore({
  metricsEnabled,
  loggingLevel = "OFF",
  dataTraceEnabled,
  cachingEnabled,
}: MethodSetting): boolean {
  return metricsEnabled === true || loggingLevel !== "OFF" || dataTraceEnabled === true || cachingEnabled === true;
}
