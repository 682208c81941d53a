/** Sixteen bytes, or the rest. */
export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  /** What of it can be printed; a dot for the rest. */
  readonly text: string;
}

/** Bytes as `hexdump -C` shows them, from the first on, at most so many lines. */
export function hexLines(bytes: Uint8Array, most: number): readonly HexLine[] {
  const lines: HexLine[] = [];
  for (let at = 0; at < bytes.length && lines.length < most; at += 16) {
    const some = [...bytes.subarray(at, at + 16)];
    const hex = some.map((byte) => byte.toString(16).padStart(2, "0"));
    lines.push({
      offset: at.toString(16).padStart(8, "0"),
      hex: [hex.slice(0, 8).join(" "), hex.slice(8).join(" ")].join("  ").padEnd(48),
      text: some.map((byte) => (byte > 0x1f && byte < 0x7f ? String.fromCodePoint(byte) : ".")).join(""),
    });
  }
  return lines;
}
