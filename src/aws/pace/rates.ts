import type { Clock } from "../../engine/clock.ts";

/** So many calls at once, and from then on one in so many milliseconds. */
export interface Rate {
  readonly burst: number;
  readonly every: number;
}

/** What AWS allows an account in a region, by operation. Sources: quotas of API Gateway's control plane, limits of Kinesis Data
 * Streams and of Firehose. */
const quotas: Readonly<Record<string, Rate>> = {
  CreateRestApi: { burst: 1, every: 3_000 },
  DeleteRestApi: { burst: 1, every: 30_000 },
  CreateDeployment: { burst: 1, every: 5_000 },
  UpdateUsagePlan: { burst: 1, every: 20_000 },
  UpdateAccount: { burst: 1, every: 20_000 },
  PutMetricAlarm: { burst: 3, every: 334 },
  DeleteAlarms: { burst: 3, every: 334 },
  GetResources: { burst: 5, every: 400 },
  CreateResource: { burst: 5, every: 200 },
  DeleteResource: { burst: 5, every: 200 },
  CreateApiKey: { burst: 5, every: 200 },
  DeleteApiKey: { burst: 5, every: 200 },
  CreateStream: { burst: 5, every: 200 },
  DeleteStream: { burst: 5, every: 200 },
  UpdateShardCount: { burst: 5, every: 200 },
  ListStreams: { burst: 5, every: 200 },
  ListTagsForStream: { burst: 5, every: 200 },
  DescribeStreamSummary: { burst: 20, every: 50 },
  CreateDeliveryStream: { burst: 5, every: 200 },
  DescribeDeliveryStream: { burst: 5, every: 200 },
  UpdateDestination: { burst: 5, every: 200 },
  DeleteDeliveryStream: { burst: 5, every: 200 },
  ListTagsForDeliveryStream: { burst: 5, every: 200 },
};

/** What all calls of a service share. */
const shared: Readonly<Record<string, Rate>> = { "API Gateway": { burst: 40, every: 100 } };

/** A call, as the SDK names it: `API Gateway` and `CreateRestApi`. */
export interface Called {
  readonly service: string;
  readonly action: string;
}

/** What is allowed of an operation by itself; undefined where it only shares what its service is allowed. */
export function rateOf(action: string): Rate | undefined {
  return quotas[action];
}

/** Turns for the calls of this run, so that AWS need not refuse them: gives the milliseconds until the call may be made, and
 * takes that turn. What others do in the account at the same time is not known. */
export function turns(clock: Clock): (call: Called) => number {
  /** When the last of the calls so far would end, if each took as long as its rate says. */
  const full = new Map<string, number>();
  const wait = (key: string, rate: Rate | undefined): number => {
    if (rate === undefined) return 0;
    const now = clock.now();
    const until = Math.max(full.get(key) ?? now, now);
    full.set(key, until + rate.every);
    return Math.max(0, until - now - (rate.burst - 1) * rate.every);
  };
  return ({ service, action }) => Math.max(wait(action, rateOf(action)), wait(service, shared[service]));
}
