import { UsageError } from "../../engine/errors.ts";

/** Requests that each API key may make in a period. */
export interface Quota {
  readonly limit: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}

/** The largest number that API Gateway takes. */
const MOST = 2 ** 31 - 1;

const periods = { day: "DAY", week: "WEEK", month: "MONTH" } as const;

/** `10000/day`. */
export function quota(text: string, label: string): Quota {
  const [, digits = "", unit = ""] = /^(\d+)\/([a-z]+)$/i.exec(text) ?? [];
  const period = new Map<string, Quota["period"]>(Object.entries(periods)).get(unit.toLowerCase());
  const limit = Number(digits || NaN);
  if (period !== undefined && limit >= 1 && limit <= MOST) return { limit, period };
  throw new UsageError(
    `${label} takes a whole number from 1 to ${MOST} and a period, not "${text}".`,
    "Write 10000/day, 50000/week or 200000/month.",
  );
}
