import { defaultRegion } from "../../../aws/create-clients.ts";
import { UsageError } from "../../../engine/errors.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import { isTerminal, type IO } from "../../../report/io.ts";
import type { Config } from "../../../settings/config.ts";
import type { Source } from "../../../settings/sources.ts";
import type { Call, Code } from "../../command.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { offlineConfig } from "../../session/asked.ts";
import { reportOptions } from "../../session/report-options.ts";
import { batchOf, pricedOf, type Priced } from "./asked-proxy.ts";
import { billOf } from "./bill.ts";
import { costLines } from "./cost-lines.ts";
import { limitsOf } from "./limits.ts";
import { loadOf, type Load, type LoadFlags } from "./load.ts";
import { measuredLoad, timeOf } from "./measured-load.ts";
import { pricesOf } from "./read-prices.ts";

/** The flags of `cost`. */
export interface CostFlags extends LoadFlags {
  readonly perRequest?: string | undefined;
  readonly since?: string | undefined;
  readonly prices?: string | undefined;
}

/** The region that is meant where none is named, and whose prices stand for those that nobody has given. */
const STANDIN = "us-east-1";

/** Reckons and shows a month. */
export async function runCost({
  io,
  options,
  session,
}: Pick<Call<never>, "io" | "session"> & { readonly options: GlobalOptions & Source & CostFlags }): Promise<Code> {
  const load = loadOf(options);
  const perRequest = perRequestOf(options.perRequest);
  if (options.since === undefined) {
    const config = await offlineConfig(io, options, async ({ local, profile }) => {
      const named = local ? undefined : await defaultRegion(profile);
      return named ?? STANDIN;
    });
    const report = await chooseReporter(io, reportOptions(options, io));
    tell({
      io,
      report,
      asked: pricedOf(config, load),
      load,
      perRequest,
      region: config.region,
      prices: options.prices,
    });
    return 0;
  }
  const given = (["events", "size", "peak"] as const).find((name) => options[name] !== undefined);
  if (given !== undefined) throw new UsageError(`--since measures what --${given} says.`, "Leave one of them out.");
  const since = timeOf(options.since);
  // A file that holds no prices is told before AWS is asked.
  pricesOf(STANDIN, options.prices, io.cwd);
  return session({}, async (session) => {
    const measured = await measuredLoad(session, since, load.readers);
    // A flag asks what the stream would cost otherwise.
    const isAsked = [options.shards, options.onDemand].some((one) => one !== undefined);
    const config: Config = isAsked ? session.config : { ...session.config, ...measured.stream };
    tell({
      io,
      report: session.report,
      asked: pricedOf(config, measured.load),
      load: measured.load,
      perRequest,
      region: config.region,
      prices: options.prices,
    });
  });
}

function tell({
  io,
  report,
  asked,
  load,
  perRequest: wanted,
  region,
  prices: file,
}: {
  readonly io: IO;
  readonly report: Awaited<ReturnType<typeof chooseReporter>>;
  readonly asked: Priced;
  readonly load: Load;
  readonly perRequest: number;
  readonly region: string;
  readonly prices: string | undefined;
}): void {
  const known = pricesOf(region, file, io.cwd);
  const prices = known ?? pricesOf(STANDIN, undefined, io.cwd)!;
  if (known === undefined) {
    const where = file === undefined ? "here" : `in ${file}`;
    const text = `There are no prices of ${region} ${where}: those of ${STANDIN} stand for them. Other regions cost up to 40 % more; --prices takes yours.`;
    report.event({ type: "warning", text });
  }
  const perRequest = batchOf(asked, load, wanted);
  const bill = { region: known === undefined ? STANDIN : region, ...billOf(asked, load, perRequest, prices) };
  const limits = limitsOf(asked, load);
  const width = isTerminal(io.stdout) ? io.stdout.columns || 80 : 100;
  report.result(
    { load, ...bill, limits, prices: { [bill.region]: prices } },
    costLines({ asked, load, perRequest, limits, prices, ...bill }, width),
  );
}

function perRequestOf(text = "100"): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (count >= 1 && count <= 500) return count;
  throw new UsageError(
    `--per-request takes a number from 1 to 500, not "${text}".`,
    "A batch has 500 records at most.",
  );
}
