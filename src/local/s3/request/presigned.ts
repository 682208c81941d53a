import { invalidArgument, s3Fault } from "../faults.ts";

type Texts = Readonly<Record<string, string>>;

/** The headers of a request. Of a presigned URL, parameters that are named like headers of S3 stand for these. */
export function signedHeaders(headers: Texts, query: Texts): Texts {
  const { "X-Amz-Signature": signature, AWSAccessKeyId: key } = query;
  if (signature === undefined && key === undefined) return headers;
  const named = Object.entries(query).map(([name, value]) => [name.toLowerCase(), inBytes(value)] as const);
  return {
    ...Object.fromEntries(named.filter(([name]) => asHeader.test(name) && !ofSignature.test(name))),
    ...headers,
  };
}

const asHeader = /^(?:x-amz-|if-)/;
const ofSignature = /^x-amz-(?:algorithm|credential|date|expires|signature|signedheaders|security-token)$/;

/** As headers arrive: a byte a character. */
function inBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

const parameters = ["Algorithm", "Credential", "Signature", "Date", "SignedHeaders", "Expires"];
const week = 7 * 24 * 60 * 60;

/** Throws for a presigned URL that misses a part, or whose time is over. Signatures are not checked, but what has an end ends. */
export function checkPresigned(query: Texts, now: number): void {
  checkOverrides(query);
  const given = parameters.filter((name) => query[`X-Amz-${name}`] !== undefined);
  if (given.length > 0) return checkVersion4(query, given, now);
  // Version 2, which some clients still use for S3.
  const { AWSAccessKeyId: key, Signature: signature, Expires: end } = query;
  const some = [key, signature].filter((one) => one !== undefined).length;
  if (some === 0) return;
  if (some < 2 || end === undefined) {
    const message = "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters";
    throw s3Fault("AccessDenied", message, 403);
  }
  if (Number(end) * 1000 <= now) throw expired(Number(end) * 1000, now);
}

function checkVersion4(query: Texts, given: readonly string[], now: number): void {
  if (given.length < parameters.length) {
    throw odd(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  const { "X-Amz-Date": date = "", "X-Amz-Expires": seconds = "", "X-Amz-Credential": credential = "" } = query;
  if (!/^.+\/\d{8}\/[^/]+\/[^/]+\/aws4_request$/.test(credential)) {
    throw odd(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  if (!(Number(seconds) <= week)) {
    throw odd(
      "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    );
  }
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  const end = Date.UTC(year, month - 1, ...rest) + Number(seconds) * 1000;
  if (end <= now) throw expired(end, now, { "X-Amz-Expires": seconds });
}

function odd(message: string): Error {
  return s3Fault("AuthorizationQueryParametersError", message);
}

function expired(end: number, now: number, details: Texts = {}): Error {
  const times = { Expires: seconds(end), ServerTime: seconds(now) };
  return s3Fault("AccessDenied", "Request has expired", 403, { ...details, ...times });
}

function seconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+/, "");
}

/** What an answer shall say instead of what is kept has to fit into a header. */
function checkOverrides(query: Texts): void {
  for (const [name, value] of Object.entries(query)) {
    // oxlint-disable-next-line no-control-regex -- bytes
    if (!name.startsWith("response-") || /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    throw invalidArgument("Header value cannot be represented using ISO-8859-1.", name, value);
  }
}
