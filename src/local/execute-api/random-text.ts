import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(8192);
let used = pool.length;

/** Random bytes as text, from a pool: a system call for each would take longer than the rest of a request. */
export function randomText(bytes: number, encoding: "base64" | "hex"): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString(encoding, used - bytes, used);
}
