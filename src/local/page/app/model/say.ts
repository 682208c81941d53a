const units = ["B", "kB", "MB", "GB"];

/** A number of bytes as people say it: `312 B`, `1.4 kB`. */
export function saySize(bytes: number): string {
  const unit = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** unit;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A number with its thousands apart: `12,402`. */
export function sayCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 record`, `2 records`. */
export function sayMany(count: number, what: string): string {
  return `${sayCount(count)} ${what}${count === 1 ? "" : "s"}`;
}

/** The time that something took: `0.04 ms`, `12 ms`, `1.20 s`. */
export function sayMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms >= 10) return `${Math.round(ms)} ms`;
  return `${ms.toFixed(ms >= 1 ? 1 : 2)} ms`;
}

/** How often a second: `0`, `0.3/s`, `120/s`. */
export function sayRate(perSecond: number): string {
  if (perSecond === 0) return "0/s";
  return `${perSecond >= 10 ? sayCount(Math.round(perSecond)) : perSecond.toFixed(1)}/s`;
}

/** The time of day: `12:04:31`. */
export function sayTime(at: number | string): string {
  return new Date(at).toLocaleTimeString("en-GB");
}

/** The number of a shard: `shard 3` for shardId-000000000003. */
export function sayShard(id: string): string {
  const number = /^shardId-0*(\d+)$/.exec(id)?.[1];
  return number === undefined ? id : `shard ${number}`;
}
