/** A CRC-64/NVME, in two unsigned halves: JavaScript has no fast integers of 64 bits. */
export interface Sum64 {
  readonly high: number;
  readonly low: number;
}

const [polynomialHigh, polynomialLow] = [0x9a6c9329, 0xac4bc9b5];

// Of each byte of a word of eight: what it does to the sum ("slicing by 8").
const [highs, lows] = [new Int32Array(8 * 256), new Int32Array(8 * 256)];
for (let byte = 0; byte < 256; byte++) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit++) {
    const odd = (low & 1) === 1;
    low = (low >>> 1) | ((high & 1) << 31);
    high = high >>> 1;
    if (odd) [high, low] = [high ^ polynomialHigh, low ^ polynomialLow];
  }
  [highs[byte], lows[byte]] = [high, low];
}
for (let at = 256; at < 8 * 256; at++) {
  const [high, low] = [highs[at - 256]!, lows[at - 256]!];
  const next = low & 255;
  lows[at] = lows[next]! ^ ((low >>> 8) | (high << 24));
  highs[at] = highs[next]! ^ (high >>> 8);
}

/** CRC-64/NVME of what had the sum `before`, followed by `piece`. */
export function crc64nvme(piece: Uint8Array, before: Sum64 = { high: 0, low: 0 }): Sum64 {
  let [high, low] = [~before.high, ~before.low];
  let at = 0;
  for (const end = piece.length - 7; at < end; at += 8) {
    const a = low ^ (piece[at]! | (piece[at + 1]! << 8) | (piece[at + 2]! << 16) | (piece[at + 3]! << 24));
    const b = high ^ (piece[at + 4]! | (piece[at + 5]! << 8) | (piece[at + 6]! << 16) | (piece[at + 7]! << 24));
    const [i0, i1, i2, i3] = [1792 + (a & 255), 1536 + ((a >>> 8) & 255), 1280 + ((a >>> 16) & 255), 1024 + (a >>> 24)];
    const [i4, i5, i6, i7] = [768 + (b & 255), 512 + ((b >>> 8) & 255), 256 + ((b >>> 16) & 255), b >>> 24];
    low = lows[i0]! ^ lows[i1]! ^ lows[i2]! ^ lows[i3]! ^ lows[i4]! ^ lows[i5]! ^ lows[i6]! ^ lows[i7]!;
    high = highs[i0]! ^ highs[i1]! ^ highs[i2]! ^ highs[i3]! ^ highs[i4]! ^ highs[i5]! ^ highs[i6]! ^ highs[i7]!;
  }
  for (; at < piece.length; at++) {
    const next = (low ^ piece[at]!) & 255;
    low = lows[next]! ^ ((low >>> 8) | (high << 24));
    high = highs[next]! ^ (high >>> 8);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}
