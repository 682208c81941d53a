import type { Body } from "./object-version.ts";
import type { Storage } from "./storage.ts";

/** Keeps all in memory: what the index no longer holds is gone. */
export const memoryStorage: Storage = {
  found: [],
  async receive(_, pieces) {
    const kept: Buffer[] = [];
    // A copy: a piece may be part of a larger buffer, such as a socket's.
    for await (const piece of pieces) kept.push(Buffer.from(piece));
    return memoryBody(kept);
  },
  commit: async () => undefined,
  isFree: async () => true,
  keepBucket: async () => undefined,
  removeBucket: async () => undefined,
  close: async () => undefined,
};

function memoryBody(pieces: readonly Buffer[]): Body {
  return {
    size: pieces.reduce((sum, { length }) => sum + length, 0),
    read: async (start, end) => slices(pieces, start, end),
    drop: async () => undefined,
  };
}

async function* slices(pieces: readonly Buffer[], start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  for (const piece of pieces) {
    if (at + piece.length > start && at < end) yield piece.subarray(Math.max(0, start - at), end - at);
    at += piece.length;
  }
}
