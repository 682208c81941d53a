import type { Session } from "../../session.ts";
import { stream } from "../../../steps/index.ts";
import { asItIs, pricedOf } from "./asked-proxy.ts";
import { dollars } from "./cost-lines.ts";
import { basePrice } from "./monthly-cost.ts";
import { shipped } from "./prices.ts";

/** What the proxy costs a month before the first request, and in words. */
export interface BasePrice {
  readonly usd: number;
  /** Whose prices these are; another than the proxy's where that has none here. */
  readonly region: string;
  readonly date: string;
}

const none = { events: 0, size: 0, peak: 1, readers: 0 };

/** The base price of what is asked, with the shards that the stream has where nobody asks for others. */
export function basePriceOf({ config, known }: Pick<Session, "config" | "known">): BasePrice {
  const there = asItIs(known.get(stream)?.facts);
  const asked = pricedOf({ ...config, mode: config.mode ?? there.mode, shards: config.shards ?? there.shards }, none);
  const region = Object.hasOwn(shipped, config.region) ? config.region : "us-east-1";
  const prices = shipped[region]!;
  return { usd: Math.round(basePrice(asked, prices) * 100) / 100, region, date: prices.date };
}

/** The same in words. */
export function basePriceLine({ usd, region, date }: BasePrice): string {
  return `About ${dollars(usd)} a month before the first request (prices of ${region}, ${date}). With a load: kinesis-proxy cost`;
}
