import type { LiveStage, StageKey } from "../../account/deployed.ts";
import { quotaExceeded, throttled } from "../response/refusals.ts";
import type { Routed } from "../route.ts";

interface Rate {
  readonly burstLimit?: number;
  readonly rateLimit?: number;
}

interface Bucket {
  /** The limits that it was made for: others begin with a full one. */
  readonly rate: number;
  readonly most: number;
  tokens: number;
  /** Milliseconds since 1970. */
  filledAt: number;
}

/** Limits on how often methods are called: by the stage's settings and by usage plans. It keeps a bucket for each limited
 * method and key, and nothing of a request. */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();

  /** Counts one request against each limit that applies. Throws THROTTLED or QUOTA_EXCEEDED. */
  admit(routed: Routed, key: StageKey | undefined): void {
    const { call, resource, httpMethod } = routed;
    const now = call.platform.clock.now();
    if (key !== undefined) this.#admitKey(routed, key, now);
    const rate = call.stage === undefined ? undefined : stageRate(call.stage, resource.path, httpMethod);
    if (rate === undefined) return;
    this.#take(`${call.api.apiId}/${call.stageName}/${resource.id}/${httpMethod}`, rate, now);
  }

  #admitKey(routed: Routed, { keyId, usagePlan }: StageKey, now: number): void {
    const { call, resource, method } = routed;
    const { methodThrottle, throttle, quota, id } = usagePlan;
    const one = methodThrottle[`${resource.path}/${method.httpMethod}`];
    const admit = (name: string, limits: Rate): void => {
      try {
        this.#take(name, limits, now);
      } catch (error) {
        logThrottled(routed, limits);
        throw error;
      }
    };
    if (one !== undefined) {
      admit(`${id}/${keyId}/${call.api.apiId}/${call.stageName}/${resource.path}/${method.httpMethod}`, one);
    } else if (throttle !== undefined) admit(`${id}/${keyId}`, throttle);
    if (quota === undefined) return;
    if (!call.platform.keyUsage.admit(id, keyId, quota, now)) throw quotaExceeded();
  }

  #take(name: string, limits: Rate, now: number): void {
    const [rateLimit, burstLimit] = [limit(limits.rateLimit), limit(limits.burstLimit)];
    if (rateLimit === undefined && burstLimit === undefined) return;
    const rate = rateLimit ?? 10_000;
    const most = burstLimit ?? Math.max(1, Math.ceil(rate));
    let bucket = this.#buckets.get(name);
    if (bucket?.rate !== rate || bucket.most !== most)
      this.#buckets.set(name, (bucket = { rate, most, tokens: most, filledAt: now }));
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
    bucket.filledAt = now;
    if (bucket.tokens < 1) throw throttled();
    bucket.tokens--;
  }
}

function logThrottled({ call, resource, httpMethod }: Routed, { rateLimit = 0, burstLimit = 0 }: Rate): void {
  call.log?.add(
    `Key throttle limit exceeded for RestApi ${call.api.apiId}, Stage ${call.stageName}, Resource ${resource.id}, ` +
      `HttpMethod ${httpMethod}. Limit: ${rateLimit.toFixed(2)} Burst: ${burstLimit}`,
    "error",
  );
}

/** -1 is how the console and Terraform switch a limit off. */
function limit(given: number | undefined): number | undefined {
  return given === undefined || given < 0 ? undefined : given;
}

/** A method's own settings come before those for all methods; those of ANY stand under the methods that requests have. */
function stageRate({ methodSettings }: LiveStage, path: string, httpMethod: string): Rate | undefined {
  if (Object.keys(methodSettings).length === 0) return undefined;
  const own = methodSettings[`${escaped(path)}/${httpMethod}`];
  const all = methodSettings["*/*"];
  const rateLimit = own?.throttlingRateLimit ?? all?.throttlingRateLimit;
  const burstLimit = own?.throttlingBurstLimit ?? all?.throttlingBurstLimit;
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  return {
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(burstLimit === undefined ? {} : { burstLimit }),
  };
}

function escaped(path: string): string {
  return path.replaceAll("~", "~0").replaceAll("/", "~1");
}
