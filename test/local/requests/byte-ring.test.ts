import { expect, test } from "vitest";
import { ByteRing } from "../../../src/local/requests/byte-ring.ts";

const SLAB = 65_536;
const bytes = (length: number, first: number) => Buffer.from(Array.from({ length }, (_, at) => (first + at) % 251));

test("gives back what was added, across the borders of its slabs, and long texts too", () => {
  const ring = new ByteRing();
  const parts = [bytes(60_000, 1), "é€😀".repeat(1_000), bytes(200_000, 7), "", "€".repeat(60_000), bytes(3, 0)];
  const places = parts.map((part) => {
    const position = ring.end;
    if (typeof part === "string") ring.appendText(part);
    else ring.append(part);
    return [position, ring.end - position] as const;
  });
  for (const [at, [position, length]] of places.entries())
    expect(ring.read(position, length).equals(Buffer.from(parts[at]!))).toBe(true);
});

test("uses the memory of what was given up for what comes, and keeps the rest as it was", () => {
  const ring = new ByteRing();
  const slabs = new Set<ArrayBufferLike>();
  const original = Buffer.allocUnsafeSlow;
  Buffer.allocUnsafeSlow = (size) => {
    const made = original(size);
    slabs.add(made.buffer);
    return made;
  };
  try {
    for (let at = 0; at < 1_000; at++) {
      const position = ring.end;
      ring.append(bytes(1_000, at));
      ring.release(position - 100_000);
      const oldest = Math.max(0, at - 100);
      expect(ring.read(oldest * 1_000, 1_000).equals(bytes(1_000, oldest))).toBe(true);
    }
    expect(slabs.size).toBeLessThan(5);
    ring.release(ring.end);
    ring.append(bytes(SLAB, 3));
    expect(ring.read(ring.end - SLAB, SLAB).equals(bytes(SLAB, 3))).toBe(true);
  } finally {
    Buffer.allocUnsafeSlow = original;
  }
});
