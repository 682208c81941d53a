import { Fault } from "../fault.ts";

interface Asked {
  readonly Limit?: number;
  readonly Marker?: string;
}

/** What a list answers beside its items. */
interface End {
  readonly NextMarker?: string;
  readonly Truncated: boolean;
}

/** One page of a list that is in the order of `idOf`: what comes after the marker, `usual` items where no limit is asked for. */
export function page<T>(
  all: Iterable<T>,
  { Limit, Marker }: Asked,
  usual: number,
  idOf: (item: T) => string,
): { readonly items: readonly T[]; readonly end: End } {
  const after = Marker === undefined ? "" : read(Marker);
  const sorted = [...all].toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
  const left = sorted.filter((item) => idOf(item) > after);
  const items = left.slice(0, Limit ?? usual);
  const last = items.at(-1);
  if (last === undefined || items.length === left.length) return { items, end: { Truncated: false } };
  return { items, end: { NextMarker: Buffer.from(idOf(last)).toString("base64"), Truncated: true } };
}

function read(marker: string): string {
  const text = Buffer.from(marker, "base64").toString();
  if (Buffer.from(text).toString("base64") !== marker) throw new Fault("InvalidMarkerException", "Invalid marker");
  return text;
}
