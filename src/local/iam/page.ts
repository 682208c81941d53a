import { Fault } from "../fault.ts";

/** The two parameters of a list operation. */
export interface PageRequest {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

/** One page of a list, and how IAM says whether there is more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly end: { readonly IsTruncated: boolean; readonly Marker?: string };
}

const usualItems = 100;

/** The page that was asked for. The marker holds the key of the last item seen, so that a list that changes meanwhile neither
 * repeats nor skips. `items` must be in a lasting order; throws ValidationError for an unknown marker. */
export function page<T>(items: readonly T[], request: PageRequest, keyOf: (item: T) => string): Page<T> {
  const start = request.Marker === undefined ? 0 : startAfter(items, request.Marker, keyOf);
  const end = start + (request.MaxItems ?? usualItems);
  const shown = items.slice(start, end);
  const last = shown.at(-1);
  if (last === undefined || end >= items.length) return { items: shown, end: { IsTruncated: false } };
  return { items: shown, end: { IsTruncated: true, Marker: Buffer.from(`1:${keyOf(last)}`).toString("base64") } };
}

function startAfter<T>(items: readonly T[], marker: string, keyOf: (item: T) => string): number {
  const decoded = Buffer.from(marker, "base64").toString();
  if (!decoded.startsWith("1:")) throw new Fault("ValidationError", "Invalid Marker.");
  const seen = decoded.slice(2);
  const exact = items.findIndex((item) => keyOf(item) === seen);
  if (exact >= 0) return exact + 1;
  const later = items.findIndex((item) => keyOf(item) > seen);
  return later < 0 ? items.length : later;
}
