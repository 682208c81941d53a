import ipaddr from "ipaddr.js";

/** A range of addresses: `kind` is ipv4 or ipv6. */
export interface Range {
  readonly kind: string;
  readonly first: bigint;
  readonly last: bigint;
  /** The length of its prefix. */
  readonly bits: number;
}

/** A range in CIDR notation, or a single address. */
export function rangeOf(text: string): Range {
  const [address, bits] = ipaddr.parseCIDR(text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
  const bytes = address.toByteArray();
  const host = BigInt(bytes.length * 8 - bits);
  const first = (bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> host) << host;
  return { kind: address.kind(), first, last: first + (1n << host) - 1n, bits };
}

/** The same addresses in as few ranges as possible: without those inside others, and with the halves of a range joined. */
export function mergeRanges(cidrs: readonly string[]): readonly string[] {
  const merged = new Map<string, Range>();
  const keyOf = ({ kind, first, bits }: Range): string => `${kind} ${first}/${bits}`;
  for (const cidr of cidrs) {
    let range = rangeOf(cidr);
    if ([...merged.values()].some((one) => contains(one, range))) continue;
    for (const [key, one] of merged) if (contains(range, one)) merged.delete(key);
    for (let other = halfOf(range); range.bits > 0 && merged.delete(keyOf(other)); other = halfOf(range))
      range = joined(range, other);
    merged.set(keyOf(range), range);
  }
  return [...merged.values()].map(rangeText);
}

function contains(one: Range, other: Range): boolean {
  return one.kind === other.kind && one.first <= other.first && one.last >= other.last;
}

/** The other half of the range that holds both. */
function halfOf(range: Range): Range {
  const size = range.last - range.first + 1n;
  const first = range.first ^ size;
  return { ...range, first, last: first + size - 1n };
}

function joined(one: Range, other: Range): Range {
  const first = one.first < other.first ? one.first : other.first;
  return { ...one, first, last: first + 2n * (one.last - one.first + 1n) - 1n, bits: one.bits - 1 };
}

/** The two halves of a range of more than one address. */
export function halvesOf(range: Range): readonly [Range, Range] {
  const middle = range.first + (range.last - range.first + 1n) / 2n;
  const bits = range.bits + 1;
  return [
    { ...range, bits, last: middle - 1n },
    { ...range, bits, first: middle },
  ];
}

/** A range in CIDR notation. */
export function rangeText({ kind, first, bits }: Range): string {
  const length = kind === "ipv4" ? 4 : 16;
  const bytes = Array.from({ length }, (_, index) => Number((first >> BigInt(8 * (length - 1 - index))) & 255n));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}
