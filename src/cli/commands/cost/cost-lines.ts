import { folded } from "../../help-text.ts";
import type { Priced } from "./asked-proxy.ts";
import type { Bill } from "./bill.ts";
import type { Limit } from "./limits.ts";
import { MONTH_SECONDS, sizeAsGiven, type Load } from "./load.ts";
import { number } from "./monthly-cost.ts";
import type { Prices } from "./prices.ts";

interface Shown extends Bill {
  readonly asked: Priced;
  readonly load: Load;
  readonly perRequest: number;
  readonly limits: readonly Limit[];
  readonly prices: Prices;
  readonly region: string;
}

/** The bill for people, within `width` columns. */
export function costLines(shown: Shown, width: number): readonly string[] {
  const { load, lines, total, region, prices, limits } = shown;
  const most = Math.max(...lines.map(({ cost }) => dollars(cost).length), dollars(total).length);
  const bill = (what: string, cost: number, how = ""): string =>
    [dollars(cost).padStart(most), what, how && `(${how})`].filter(Boolean).join("  ");
  return [
    `${number(load.events)} events of ${sizeAsGiven(load.size)} a month: ${number(load.events / MONTH_SECONDS)} a second, ${number((load.events / MONTH_SECONDS) * load.peak)} in the busiest`,
    "",
    ...lines.map(({ what, how, cost }) => bill(what, cost, how)),
    bill("a month", total, `${region}, prices of ${prices.date}, before free tiers and taxes`),
    "",
    ...otherwise(shown),
    "",
    "What limits first, by its share in the busiest second:",
  ]
    .flatMap((line) => folded(line, width).split("\n"))
    .concat(limitLines(limits, width));
}

function otherwise({ asked, modes, batched, total, perRequest, httpApi, lines }: Shown): readonly string[] {
  const { provisioned, onDemand, shards } = modes;
  const [cheaper, dearer] = [Math.min(provisioned, onDemand), Math.max(provisioned, onDemand)];
  const mode = provisioned <= onDemand ? `provisioned (${shards} shard${shards === 1 ? "" : "s"})` : "on-demand";
  const requests = lines[0]?.cost ?? 0;
  return [
    `Cheapest mode of the stream: ${mode}, ${dollars(cheaper)} against ${dollars(dearer)}.${asked.mode === "PROVISIONED" && asked.shards !== shards ? ` This load needs ${shards}; ${asked.shards} are asked for.` : ""}`,
    perRequest === 1
      ? "By the batch route it costs the same: a request has one event."
      : `By the batch route, ${perRequest} events a request: ${dollars(batched)} instead of ${dollars(total)}.`,
    `An HTTP API would ask ${dollars(httpApi)} for the requests, not ${dollars(requests)}; it is not used, for as far as is known it takes only data that is base64 already, and has no address lists, keys, schemas or templates. This is not verified.`,
  ];
}

function limitLines(limits: readonly Limit[], width: number): readonly string[] {
  const percents = limits.map(({ share }) => (share < 0.001 ? "< 0.1" : number(Math.round(share * 1_000) / 10)));
  const most = Math.max(6, ...percents.map(({ length }) => length));
  return limits.flatMap(({ what, share, has, lift }, at) => {
    const line = `  ${percents[at]!.padStart(most)} %  ${what}: ${has}; more: ${lift}`;
    const mark = share > 1 ? "!" : share > 0.7 ? "~" : " ";
    // The mark is put on last: a line is folded to its second column where its first is indented.
    return `${mark}${folded(line, width).slice(1)}`.split("\n");
  });
}

/** US dollars: cents, and parts of them where that is all. */
export function dollars(cost: number): string {
  const digits = cost > 0 && cost < 0.005 ? 4 : 2;
  return `$${cost.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}
