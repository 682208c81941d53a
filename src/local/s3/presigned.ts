/** The headers of a request. Of a presigned URL, parameters that are named like S3's headers stand for these. */
export function signedHeaders(
  headers: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { "X-Amz-Signature": signature, AWSAccessKeyId: key } = query;
  if (signature === undefined && key === undefined) return headers;
  const named = Object.entries(query).map(([name, value]) => [name.toLowerCase(), inBytes(value)] as const);
  return {
    ...Object.fromEntries(named.filter(([name]) => name.startsWith("x-amz-") && !ofSignature.test(name))),
    ...headers,
  };
}

const ofSignature = /^x-amz-(?:algorithm|credential|date|expires|signature|signedheaders|security-token)$/;

/** As headers arrive: a byte a character. */
function inBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Is this a presigned URL whose time is over? Signatures are not checked, but what has an end ends. */
export function expired(query: Readonly<Record<string, string>>, now: number): boolean {
  const { "X-Amz-Date": date = "", "X-Amz-Expires": seconds, Expires: end, AWSAccessKeyId: key } = query;
  if (seconds !== undefined) {
    const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
    const [year = 0, month = 1, ...rest] = parts.map(Number);
    return Date.UTC(year, month - 1, ...rest) + Number(seconds) * 1000 <= now;
  }
  // Signature version 2, which some clients still use for S3.
  return key !== undefined && end !== undefined && Number(end) * 1000 <= now;
}
