import { UsageError } from "../../../engine/errors.ts";

/** Seconds and hours of a month, as AWS reckons it. */
export const MONTH_HOURS = 730;
export const MONTH_SECONDS = MONTH_HOURS * 3_600;

/** What senders send in a month. */
export interface Load {
  readonly events: number;
  /** Bytes of one. */
  readonly size: number;
  /** How many times the average the busiest second is. */
  readonly peak: number;
  /** Programs that read the stream, beside the archive. */
  readonly readers: number;
}

/** The flags that tell it. */
export interface LoadFlags {
  readonly events?: string | undefined;
  readonly size?: string | undefined;
  readonly peak?: string | undefined;
  readonly readers?: string | undefined;
}

const powers: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };
const units: Readonly<Record<string, number>> = { "": 1, b: 1, kb: 1_024, mb: 1_048_576 };

/** Bytes in the units that --size takes. */
export function sizeAsGiven(bytes: number): string {
  const [unit = "", one = 1] =
    [["MB", units["mb"]] as const, ["KB", units["kb"]] as const].find(([, size = 1]) => bytes >= size) ?? [];
  return unit === "" ? `${bytes} bytes` : `${Math.round((bytes / one) * 10) / 10} ${unit}`;
}

/** Parses them. Throws a UsageError. */
export function loadOf({ events = "10M", size = "1.5KB", peak = "3", readers = "1" }: LoadFlags): Load {
  return {
    events: Math.round(amount("--events", events, powers, "10M, 250k or 1e6", 1e15)),
    size: Math.ceil(amount("--size", size, units, "1.5KB, 300 or 1MB; 10MB is the most", 10 * 1_048_576)),
    peak: amount(
      "--peak",
      peak,
      { "": 1 },
      "3, for a busiest second of three times the average; from 1 to 1000",
      1_000,
      1,
    ),
    readers: Math.round(amount("--readers", readers, { "": 1 }, "2; 50 is the most", 50)),
  };
}

function amount(
  flag: string,
  text: string,
  scale: Readonly<Record<string, number>>,
  like: string,
  most: number,
  least = 0,
): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?(?:e\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = scale[unit.toLowerCase()];
  const value = number === "" || factor === undefined ? NaN : Number(number) * factor;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${flag} "${text}" is not a number that fits.`, `It looks like ${like}.`);
}
