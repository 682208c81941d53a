const bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** A bar for each value, as high as its share of the largest one; a blank for none. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return values
    .map((value) => {
      if (value === undefined) return " ";
      const share = most === 0 ? 0 : value / most;
      return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))] ?? " ";
    })
    .join("");
}
