/** Is the record what was sent: the body, the body with a line end, or an envelope around it? API Gateway makes `{}` of an empty
 * body. */
export function samePayload(sent: Uint8Array, stored: Uint8Array): boolean {
  const body = sent.byteLength === 0 ? Buffer.from("{}") : Buffer.from(sent);
  const data = Buffer.from(stored);
  const line = data.length === body.length + 1 && data.at(-1) === 0x0a ? data.subarray(0, -1) : data;
  return line.equals(body) || isEnveloped(body, data);
}

const [open, close] = [Buffer.from('{"body":'), Buffer.from(',"encoding":"json",')];

/** Is this an envelope around the body? JSON in it, which has no white space around it, is compared as it is: to parse and write it
 * again could change it. */
function isEnveloped(sent: Buffer, data: Buffer): boolean {
  if (!data.subarray(0, open.length).equals(open)) return false;
  const end = data.lastIndexOf(close);
  if (end > 0) return data.subarray(open.length, end).equals(trimmed(sent));
  try {
    const { body, encoding } = JSON.parse(data.toString()) as { readonly body: unknown; readonly encoding: unknown };
    return typeof body === "string" && Buffer.from(body, encoding === "base64" ? "base64" : "utf8").equals(sent);
  } catch {
    return false;
  }
}

function trimmed(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""), "latin1");
}
