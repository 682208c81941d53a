/** Is the record what was sent: the body, the body with a line end, or an envelope around it? API Gateway makes `{}` of an empty
 * body. */
export function samePayload(sent: Uint8Array, stored: Uint8Array): boolean {
  const body = sent.byteLength === 0 ? Buffer.from("{}") : Buffer.from(sent);
  const data = Buffer.from(stored);
  const line = data.length === body.length + 1 && data.at(-1) === 0x0a ? data.subarray(0, -1) : data;
  return line.equals(body) || enveloped(data)?.equals(body) === true;
}

const [open, close] = [Buffer.from('{"body":'), Buffer.from(',"encoding":"json",')];

/** The body in an envelope. JSON in it is compared as it is: to parse and write it again could change it. */
function enveloped(data: Buffer): Buffer | undefined {
  if (!data.subarray(0, open.length).equals(open)) return undefined;
  const end = data.lastIndexOf(close);
  if (end > 0) return data.subarray(open.length, end);
  try {
    const { body, encoding } = JSON.parse(data.toString()) as { readonly body: unknown; readonly encoding: unknown };
    return typeof body === "string" ? Buffer.from(body, encoding === "base64" ? "base64" : "utf8") : undefined;
  } catch {
    return undefined;
  }
}
