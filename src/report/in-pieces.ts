/** What is written at once, in bytes or characters: a write for each line would take longer than to make the line. */
const most = 65_536;

/** The lines in order, joined into pieces; what is longer than a piece is one of its own. */
export function* inPieces(lines: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let text = "";
  let bytes: Uint8Array[] = [];
  let size = 0;
  const piece = (): string | Uint8Array => {
    const whole = bytes.length > 0 ? Buffer.concat(bytes) : text;
    [text, bytes, size] = ["", [], 0];
    return whole;
  };
  for (const line of lines) {
    if (typeof line === "string") text += line;
    else bytes.push(line);
    size += line.length;
    if (size >= most) yield piece();
  }
  if (size > 0) yield piece();
}
