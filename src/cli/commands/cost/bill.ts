import { neededShards, type Priced } from "./asked-proxy.ts";
import type { Load } from "./load.ts";
import { monthlyCost, streamLines, total } from "./monthly-cost.ts";
import { tiered, type Prices } from "./prices.ts";

/** The bill, and what it would be otherwise. */
export interface Bill {
  readonly lines: ReturnType<typeof monthlyCost>;
  readonly total: number;
  /** The stream's part in each mode. */
  readonly modes: { readonly provisioned: number; readonly shards: number; readonly onDemand: number };
  /** All of it, by the batch route. */
  readonly batched: number;
  /** The requests alone, to an HTTP API. */
  readonly httpApi: number;
}

/** Reckons it; `perRequest` events come in one request to the batch route. */
export function billOf(asked: Priced, load: Load, perRequest: number, prices: Prices): Bill {
  const lines = monthlyCost(asked, load, prices);
  const shards = neededShards(load);
  const stream = (mode: Priced["mode"]): number => total(streamLines({ ...asked, mode, shards }, load, prices));
  const metered = load.events * Math.max(1, Math.ceil(load.size / (512 * 1_024)));
  return {
    lines,
    total: total(lines),
    modes: { provisioned: stream("PROVISIONED"), shards, onDemand: stream("ON_DEMAND") },
    batched: total(monthlyCost(asked, load, prices, perRequest)),
    httpApi: tiered(prices.httpApi, metered),
  };
}
