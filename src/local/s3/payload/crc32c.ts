const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1;
  return rest;
});

/** CRC-32C (Castagnoli) of what had the sum `before`, followed by `piece`. */
export function crc32c(piece: Uint8Array, before = 0): number {
  let sum = ~before;
  for (let at = 0; at < piece.length; at++) sum = table[(sum ^ piece[at]!) & 255]! ^ (sum >>> 8);
  return ~sum >>> 0;
}
