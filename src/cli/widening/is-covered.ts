import ipaddr from "ipaddr.js";

type Range = readonly [kind: string, first: bigint, last: bigint];

/** Is every address of this range in one of `those`? */
export function isCovered(range: string, those: readonly string[]): boolean {
  const [kind, first, last] = rangeOf(range);
  const parts = those
    .map(rangeOf)
    .filter((one) => one[0] === kind)
    .sort(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0));
  let next = first;
  for (const [, from, to] of parts) if (from <= next && to >= next) next = to + 1n;
  return next > last;
}

function rangeOf(text: string): Range {
  const [address, bits] = ipaddr.parseCIDR(text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
  const bytes = address.toByteArray();
  const first = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const host = BigInt(bytes.length * 8 - bits);
  const from = (first >> host) << host;
  return [address.kind(), from, from + (1n << host) - 1n];
}
