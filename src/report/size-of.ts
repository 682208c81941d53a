const units = [
  ["GB", 1e9],
  ["MB", 1e6],
  ["kB", 1e3],
] as const;

/** Bytes in the largest unit that fits: `850 bytes`, `1.5 kB`, `2.0 GB`. */
export function sizeOf(bytes: number): string {
  const [unit, one] = units.find(([, least]) => bytes >= least) ?? [bytes === 1 ? "byte" : "bytes", 1];
  return `${one === 1 ? bytes : (bytes / one).toFixed(1)} ${unit}`;
}
