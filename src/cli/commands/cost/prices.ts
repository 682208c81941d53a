/** The price of each unit of a month, up to a number of them. */
export interface Tier {
  /** The last unit that has this price; undefined for all above. */
  readonly upTo?: number;
  readonly price: number;
}

/** What AWS asks for in one region, in US dollars, before free tiers, discounts and taxes. */
export interface Prices {
  /** When these prices were read, YYYY-MM-DD, and where. */
  readonly date: string;
  readonly source: string;
  /** A million requests. */
  readonly restApi: readonly Tier[];
  /** A million requests to an HTTP API, each 512 KB of one counted. */
  readonly httpApi: readonly Tier[];
  /** GB that leaves AWS. */
  readonly dataOut: number;
  readonly shardHour: number;
  /** A million units of 25 KB. */
  readonly putUnits: number;
  /** A shard's hour, beyond the first day and up to seven. */
  readonly extendedShardHour: number;
  /** GB and month, beyond seven days. */
  readonly longTerm: number;
  readonly onDemandHour: number;
  /** GB, each record rounded up to 1 KB. */
  readonly onDemandIn: number;
  readonly onDemandOut: number;
  /** GB and month, beyond the first day. */
  readonly onDemandExtended: number;
  /** A key of the customer, a month. */
  readonly kmsKey: number;
  /** GB taken in, and kept for a month. */
  readonly logsIn: number;
  readonly logsKept: number;
  /** GB, each record rounded up to 5 KB. */
  readonly firehose: number;
  /** GB and month, and a thousand PUTs. */
  readonly s3Kept: number;
  readonly s3Puts: number;
  /** A month of one metric that an alarm looks at. */
  readonly alarm: number;
  /** A month of one. */
  readonly dashboard: number;
  readonly metric: number;
  /** A million traces. */
  readonly traces: number;
}

const million = 1_000_000;

/** As published for US East (N. Virginia), and the same for US East (Ohio) and US West (Oregon). Other regions cost up to 40 % more. */
const us: Prices = {
  date: "2026-06-13",
  source:
    "AWS's pages for API Gateway, Kinesis, Firehose, CloudWatch and X-Ray, and third parties' copies of them; Kinesis of 2023-09-21",
  restApi: [
    { upTo: 333 * million, price: 3.5 },
    { upTo: 1_000 * million, price: 2.8 },
    { upTo: 20_000 * million, price: 2.38 },
    { price: 1.51 },
  ],
  httpApi: [{ upTo: 300 * million, price: 1 }, { price: 0.9 }],
  dataOut: 0.09,
  shardHour: 0.015,
  putUnits: 0.014,
  extendedShardHour: 0.02,
  longTerm: 0.023,
  onDemandHour: 0.04,
  onDemandIn: 0.08,
  onDemandOut: 0.04,
  onDemandExtended: 0.1,
  kmsKey: 1,
  logsIn: 0.5,
  logsKept: 0.03,
  firehose: 0.029,
  s3Kept: 0.023,
  s3Puts: 0.005,
  alarm: 0.1,
  dashboard: 3,
  metric: 0.3,
  traces: 5,
};

/** The prices that ship, by region. */
export const shipped: Readonly<Record<string, Prices>> = { "us-east-1": us, "us-east-2": us, "us-west-2": us };

/** The price of so many units. */
export function tiered(tiers: readonly Tier[], units: number, each = million): number {
  let [cost, done] = [0, 0];
  for (const { upTo = Infinity, price } of tiers) {
    const here = Math.max(0, Math.min(units, upTo) - done);
    cost += (here / each) * price;
    done += here;
  }
  return cost;
}
