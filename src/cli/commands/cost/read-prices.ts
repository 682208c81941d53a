import { UsageError } from "../../../engine/errors.ts";
import { diskFault } from "../../../settings/parse/disk-fault.ts";
import { givenFile } from "../../../settings/parse/given-file.ts";
import { shipped, type Prices } from "./prices.ts";

const example = shipped["us-east-1"]!;
const hint = 'It holds prices by region, as "kinesis-proxy cost --json" shows them: {"eu-west-1": {…}}.';

/** The prices of a region: of the file, where one is given, else those that ship; undefined where neither has them. Members that the
 * file leaves out are those that ship for us-east-1. Throws a UsageError for a file that holds no prices. */
export function pricesOf(region: string, file: string | undefined, cwd: string): Prices | undefined {
  const own = file === undefined ? undefined : readFile(file, cwd);
  const checked = Object.entries(own ?? {}).map(([name, prices]) => [name, pricesIn(name, prices)] as const);
  const given = new Map(checked).get(region);
  return given === undefined ? shipped[region] : { ...example, source: file ?? "", ...given };
}

function readFile(file: string, cwd: string): Readonly<Record<string, unknown>> {
  const bytes = givenFile(`--prices ${file}`, file, { cwd }, hint);
  try {
    const value: unknown = JSON.parse(bytes.toString());
    // All that --json printed may be given back, with the bill around the prices.
    if (isObject(value)) return isObject(value["prices"]) ? value["prices"] : value;
  } catch (error) {
    throw new UsageError(`--prices ${file} is not valid JSON: ${diskFault(error)}.`, hint);
  }
  throw new UsageError(`--prices ${file} is not a JSON object.`, hint);
}

function pricesIn(region: string, value: unknown): Partial<Prices> {
  if (!isObject(value)) throw new UsageError(`--prices: "${region}" must be an object.`, hint);
  for (const [name, price] of Object.entries(value)) {
    if (!Object.hasOwn(example, name)) throw new UsageError(`--prices: there is no price "${name}".`, hint);
    const usual = example[name as keyof Prices];
    const fits = Array.isArray(usual)
      ? isTiers(price)
      : typeof usual === "number"
        ? isPrice(price)
        : typeof price === "string";
    if (!fits) throw new UsageError(`--prices: "${name}" of ${region} is not a price.`, hint);
  }
  return value;
}

function isPrice(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && Number.isFinite(value);
}

function isTiers(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const tiers: readonly unknown[] = value;
  const rising = tiers.map((one) => (isObject(one) && isPrice(one["price"]) ? (one["upTo"] ?? Infinity) : undefined));
  return rising.every((one, at) => typeof one === "number" && one > (at === 0 ? 0 : Number(rising[at - 1])));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
