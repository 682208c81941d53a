/** Bytes as `hexdump -C` shows them: the offset, sixteen bytes, and those of them that are printable ASCII. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = Buffer.from(bytes.subarray(at, at + 16));
    const [left, right] = [row.subarray(0, 8), row.subarray(8)].map((half) =>
      half.toString("hex").replace(/../g, "$& "),
    );
    const shown = row.toString("latin1").replace(/[^\x20-\x7e]/g, ".");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${`${left} ${right}`.padEnd(49)} |${shown}|`);
  }
  return lines.join("\n");
}
