import { Fault } from "../../fault.ts";
import type { Scope } from "../../account/scope.ts";
import { gatewayOf } from "../gateway.ts";

interface Rate {
  readonly calls: number;
  readonly perSeconds: number;
  /** Burst size; `calls` when left out. */
  readonly burst?: number;
}

/** API Gateway's quotas of the control plane, per account and region. */
const overall: Rate = { calls: 10, perSeconds: 1, burst: 40 };

const rates: Readonly<Record<string, Rate>> = {
  CreateRestApi: { calls: 1, perSeconds: 3 },
  ImportRestApi: { calls: 1, perSeconds: 3 },
  PutRestApi: { calls: 1, perSeconds: 1 },
  DeleteRestApi: { calls: 1, perSeconds: 30 },
  CreateDeployment: { calls: 1, perSeconds: 5 },
  CreateResource: { calls: 5, perSeconds: 1 },
  DeleteResource: { calls: 5, perSeconds: 1 },
  GetResources: { calls: 5, perSeconds: 2 },
  CreateApiKey: { calls: 5, perSeconds: 1 },
  DeleteApiKey: { calls: 5, perSeconds: 1 },
  UpdateAccount: { calls: 1, perSeconds: 20 },
  UpdateUsagePlan: { calls: 1, perSeconds: 20 },
};

/** Counts one call of the operation. Throws TooManyRequestsException, with the seconds to wait in `Retry-After`. */
export function checkRate(scope: Scope, operation: string): void {
  draw(scope, "", overall);
  const own = rates[operation];
  if (own !== undefined) draw(scope, operation, own);
}

function draw(scope: Scope, name: string, { calls, perSeconds, burst = calls }: Rate): void {
  const { buckets } = gatewayOf(scope);
  const now = scope.account.clock.now();
  const bucket = buckets.get(name) ?? { held: burst, at: now };
  const held = Math.min(burst, bucket.held + ((now - bucket.at) / 1000) * (calls / perSeconds));
  if (held < 1) {
    const wait = Math.max(1, Math.ceil((1 - held) * (perSeconds / calls)));
    throw new Fault("TooManyRequestsException", "Too Many Requests", 429, { "Retry-After": String(wait) });
  }
  buckets.set(name, { held: held - 1, at: now });
}
